// The gallery of views (web/dev), built and served on this machine: every view of the page with a made-up state.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';

const root = new URL('../../', import.meta.url).pathname;
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

export const themes = ['light', 'dark'];

export async function startGallery() {
  const folder = await mkdtemp(join(tmpdir(), 'gallery-'));
  await promisify(execFile)('npx', ['--no-install', 'vite', 'build', '--config', 'dev/vite.config.ts', '--outDir', folder, '--logLevel', 'error'],
    { cwd: `${root}web` });
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const body = await readFile(join(folder, pathname.replaceAll('..', ''))).catch(() => null);
    response.writeHead(body === null ? 404 : 200, { 'content-type': types[extname(pathname)] ?? 'application/octet-stream' });
    response.end(body ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://localhost:${server.address().port}/dev/gallery.html`,
    async stop() {
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

// A page that shows view after view in one theme and size.
export async function openGallery(browser, gallery, { theme = 'dark', size = [1280, 800], language = 'en', isTouch = false, scale = 1 } = {}) {
  const page = await browser.newPage();
  await page.setViewport({ width: size[0], height: size[1], hasTouch: isTouch, isMobile: isTouch, deviceScaleFactor: scale });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }, { name: 'prefers-reduced-motion', value: 'reduce' }]);
  await page.goto(`${gallery.url}?language=${language}`);
  await page.waitForFunction(() => window.gallery !== undefined);
  return page;
}

export function namesOfViews(page) {
  return page.evaluate(() => window.gallery.names);
}

// Draws one view, and waits until its pictures move and its sizes have settled.
export async function showView(page, name) {
  await page.evaluate((wanted) => window.gallery.show(wanted), name);
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const isReady = () => [...document.querySelectorAll('video')].every((video) => video.readyState >= 2);
    for (let frames = 0; frames < 4 || (!isReady() && frames < 90); frames += 1) await frame();
  });
}
