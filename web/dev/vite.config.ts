import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

// The gallery: every view with a made-up state, for looking at. Not part of the build.
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  server: { host: '127.0.0.1', port: 5199, strictPort: true, open: false },
  build: {
    target: 'es2022',
    rollupOptions: { input: fileURLToPath(new URL('./gallery.html', import.meta.url)) },
    emptyOutDir: true,
    chunkSizeWarningLimit: 2000,
  },
});
