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
  // The first page need not wait for all others to be loaded: a quarter of the start.
  experimental: { preloadEntriesOnStart: false },
}
