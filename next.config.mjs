// @ts-check
/**
 * Nothing from elsewhere, nothing framed elsewhere, nothing taken for what it does not say it is. The framework starts its
 * pages with small scripts in them, which are not known before; KaTeX and the drawing set styles of single elements.
 */
const policy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${process.env.NODE_ENV === 'production' ? '' : " 'unsafe-eval'"}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');
const headers = [
  { key: 'Content-Security-Policy', value: policy },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'X-Frame-Options', value: 'DENY' },
];
/** A page is of one version of the app: a proxy that keeps it shows the old one after an update. */
const unshared = { key: 'Cache-Control', value: 'private, no-cache' };

/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  reactCompiler: false,
  poweredByHeader: false,
  devIndicators: false,
  // Native addons must be required at run time, never bundled.
  serverExternalPackages: ['@photostructure/sqlite', 'pg', 'pg-boss', 'onnxruntime-node', 'onnxruntime-web'],
  headers: async () => [
    { source: '/:path*', headers },
    { source: '/', headers: [unshared] },
    { source: '/(backends|experiments|glossary|lessons|race|replay|runs|verifiers)/:path*', headers: [unshared] },
    { source: '/(backends|experiments|glossary|lessons|race|replay|runs|verifiers)', headers: [unshared] },
  ],
  experimental: { optimizePackageImports: ['d3'] },
};

export default config;
