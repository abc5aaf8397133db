// How the console is built and, while it is being worked on, served. Never reads secrets.
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const SERVER = process.env['LOTSE_SERVER'] ?? 'http://127.0.0.1:4600'

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  server: { port: 4700, proxy: Object.fromEntries(['/api', '/v1', '/healthz'].map((path) => [path, SERVER])) },
  build: {
    target: 'es2022',
    manifest: true,
    // Fonts and pictures stay files, because the content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
})
