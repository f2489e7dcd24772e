// @ts-check
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
    { source: '/', headers: [unshared] },
    { source: '/(backends|experiments|glossary|lessons|race|replay|runs|verifiers)/:path*', headers: [unshared] },
    { source: '/(backends|experiments|glossary|lessons|race|replay|runs|verifiers)', headers: [unshared] },
  ],
  // No picture here is made smaller on the way, and nobody is to ask for that.
  images: { unoptimized: true },
  experimental: { optimizePackageImports: ['d3'] },
};

export default config;
