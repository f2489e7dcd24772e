// @ts-check
/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  reactCompiler: false,
  poweredByHeader: false,
  devIndicators: false,
  // Native addons must be required at run time, never bundled.
  serverExternalPackages: ['@photostructure/sqlite', 'pg', 'onnxruntime-node', 'onnxruntime-web'],
  experimental: { optimizePackageImports: ['d3'] },
};

export default config;
