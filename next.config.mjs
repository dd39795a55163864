// A build holds a mark here, which is replaced later (`lib/server/base-path.mjs`). So what stands in the code as
// `process.env.BASE_PATH` can be put before a path and no more: it is never compared, measured or left out.
const basePath = process.env.BASE_PATH ?? ''

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  // The front door compresses, with Brotli.
  compress: false,
  reactStrictMode: true,
  devIndicators: false,
  // `npm run check` does this; a build on a user's machine need not do it again.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  basePath,
  env: { BASE_PATH: basePath },
  ...(process.env.TUNEBOARD_STANDALONE
    ? {
        output: 'standalone',
        outputFileTracingExcludes: { '**': ['node_modules/@img/**', 'node_modules/sharp/**'] },
      }
    : {}),
  // The first page need not wait for all others to be loaded: a quarter of the start.
  experimental: { preloadEntriesOnStart: false },
}
