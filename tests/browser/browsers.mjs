// Real browsers with fake devices, driven the same way: Chromium over CDP, Firefox over WebDriver BiDi. They are headless
// unless there is a desktop for them.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import puppeteer from 'puppeteer-core';

const chromiumArguments = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required', '--allow-loopback-in-peer-connection', '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows', '--disable-renderer-backgrounding',
  '--force-prefers-reduced-motion', // what is about to be clicked stands still
];

// Nobody is asked. On a desktop Chromium takes the window that is to be shared or, where no window is on offer, the
// screen; and its own window is small, so that what changes in it is not most of the screen.
const hiddenChromium = ['--use-fake-ui-for-media-stream', '--window-size=1280,800'];
const chromiumOn = (desktop) => [
  `--auto-select-window-capture-source-by-title=${desktop.shared}`, '--auto-select-screen-capture-source',
  '--window-size=500,400',
];

const firefoxPreferences = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  'media.autoplay.blocking_policy': 0,
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  'app.update.enabled': false,
  'app.update.auto': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'services.settings.server': '',
  'dom.min_background_timeout_value': 4,
  'ui.prefersReducedMotion': 1,
};

export const kinds = ['chromium', 'firefox'];

const open = new Set();

// A test that failed before it could close its browsers does not keep the others waiting.
if (process.env.NODE_TEST_CONTEXT) after(() => Promise.all([...open].map((launched) => launched.kill())));

// Starts one browser with a fresh profile, or a copy of another, where nobody sees it or on a desktop; close() ends it and
// removes the profile, kill() ends it without goodbye.
export async function launch(kind, { copied, desktop } = {}) {
  const profile = await mkdtemp(join(tmpdir(), `conclave-${kind}-`));
  if (copied !== undefined) await cp(copied, profile, { recursive: true, verbatimSymlinks: true });
  const options =
    kind === 'chromium'
      ? {
          browser: 'chrome',
          executablePath: '/usr/bin/chromium',
          args: [...chromiumArguments, ...(desktop === undefined ? hiddenChromium : chromiumOn(desktop))],
        }
      : {
          browser: 'firefox',
          executablePath: '/usr/bin/firefox-esr',
          extraPrefsFirefox: firefoxPreferences,
          args: desktop === undefined ? [] : ['--width', '500', '--height', '400'],
        };
  const browser = await puppeteer.launch({
    ...options, headless: desktop === undefined, env: desktop?.env ?? process.env, userDataDir: profile,
    defaultViewport: { width: 1280, height: 800 }, protocolTimeout: 180_000,
  });
  const forget = () => rm(profile, { recursive: true, force: true, maxRetries: 5 });
  const launched = {
    kind,
    profile,
    newPage: () => browser.newPage(),
    // Ends it and leaves the profile, for forget().
    async quit() {
      open.delete(launched);
      await browser.close().catch(() => {});
    },
    forget,
    async close() {
      await this.quit();
      await forget();
    },
    // All its processes stop, as in a laptop whose lid is closed; wake() lets them go on.
    sleep() {
      process.kill(-browser.process().pid, 'SIGSTOP');
    },
    wake() {
      process.kill(-browser.process().pid, 'SIGCONT');
    },
    async kill() {
      open.delete(launched);
      browser.process()?.kill('SIGKILL');
      await forget();
    },
  };
  open.add(launched);
  return launched;
}
