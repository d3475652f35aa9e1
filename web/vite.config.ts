import { defineConfig } from 'vitest/config';
import { manifest } from './manifest';

// One page, one worker, one wasm: all of our own origin, nothing inline, so that the server's
// content security policy needs no exception.
export default defineConfig({
  base: './',
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  worker: { format: 'es' },
  build: {
    target: ['es2022', 'chrome110', 'firefox117'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  plugins: [manifest()],
  test: { include: ['src/**/*.test.ts', 'lint/**/*.test.js'] },
});
