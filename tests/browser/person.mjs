// A person at a browser: what they do on the page, and what they can see there.
import { instrument } from './instruments.mjs';
import { launch } from './browsers.mjs';

const palette = [[200, 30, 30], [30, 160, 30], [40, 60, 220], [210, 190, 20], [190, 30, 190], [20, 190, 190]];

const usualPicture = { width: 640, height: 360, framesPerSecond: 15 };
// For many browsers on two cores.
export const smallPicture = { width: 160, height: 90, framesPerSecond: 3 };

// What Firefox says of a socket that was just opening when its page was left for another.
const isOfALeftPage = (text) => /interrupted while the page was loading|can’t establish a connection to the server at ws/.test(text);

export class Person {
  // `index` chooses the colour of the camera's picture; `copied` is the profile of another browser, to go on with; with a
  // desktop, what is captured of it is real.
  static async arrive(kind, name, index, picture = usualPicture, { copied, desktop } = {}) {
    const browser = await launch(kind, { copied, desktop });
    const page = await browser.newPage();
    await page.evaluateOnNewDocument(instrument, palette[index], picture, desktop !== undefined);
    const person = new Person(browser, page, name, palette[index]);
    const hear = (error) => {
      if (!isOfALeftPage(error)) person.errors.push(error);
    };
    page.on('pageerror', (error) => hear(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') hear(message.text());
    });
    return person;
  }

  constructor(browser, page, name, colour) {
    Object.assign(this, { browser, page, name, colour, errors: [] });
  }

  async open(url) {
    await this.page.goto(url);
  }

  click(testId) {
    return this.clickOn(`[data-testid="${testId}"]`);
  }

  // As a person does: once it is there and nothing lies over it.
  async clickOn(selector) {
    await until(() => this.page.evaluate(isWithinReach, selector), `${this.name} can reach ${selector}`);
    await this.page.click(selector);
  }

  see(testId, { timeout = 30_000 } = {}) {
    return this.page.waitForSelector(`[data-testid="${testId}"]`, { timeout });
  }

  async startMeeting(url) {
    await this.open(url);
    await (await this.see('start-button')).click();
    await this.see('lobby');
    return this.page.url();
  }

  // From the lobby in; resolves when the meeting is on screen.
  async prepare({ microphone = true, camera = true } = {}) {
    const field = await this.see('join-name');
    await field.type(this.name);
    if (microphone) await this.openDevice('microphone');
    if (camera) await this.openDevice('camera');
  }

  async typePassphrase(passphrase) {
    const field = await this.see('passphrase-field');
    await field.click({ count: 3 });
    await field.type(passphrase);
  }

  async openDevice(kind) {
    await this.click(`join-${kind}`);
    await this.page.waitForSelector(`[data-testid="join-${kind}"][aria-pressed="true"]`);
  }

  async join() {
    await this.click('join-button');
    await this.see('room', { timeout: 60_000 });
  }

  async enter(url, devices) {
    await this.open(url);
    await this.prepare(devices);
    await this.join();
  }

  // As far as the door: from here a host decides.
  async knock(url, devices = { microphone: false, camera: false }) {
    await this.open(url);
    await this.prepare(devices);
    await this.click('join-button');
  }

  // ---- talking ----

  async say(text) {
    await this.show('chat');
    const field = await this.see('chat-field');
    await field.type(text);
    await field.press('Enter');
  }

  // Answers the line with this text.
  async replyTo(text, answer) {
    await this.show('chat');
    await this.page.evaluate((wanted) => {
      const lines = [...document.querySelectorAll('[data-testid="line"]')];
      lines.find((line) => line.textContent.includes(wanted)).querySelector('[data-testid="reply"]').click();
    }, text);
    await this.see('replied');
    await this.say(answer);
  }

  // The lines as they are drawn: [{author, isSelf, kind, text, quote}].
  async lines() {
    await this.show('chat');
    return this.page.$$eval('[data-testid="line"]', (lines) =>
      lines.map((line) => ({
        author: line.dataset.author,
        isSelf: line.dataset.self === 'true',
        kind: line.dataset.kind,
        text: line.querySelector('[data-testid="words"]')?.textContent ?? '',
        quote: line.querySelector('[data-testid="quote"]')?.textContent ?? '',
      })));
  }

  // The names of those with raised hands, in order.
  async hands() {
    await this.show('people');
    return this.page.$$eval('[data-testid="raised"]', (raised) => raised.map((one) => one.dataset.name));
  }

  // Polls as they stand: [{counts, isClosed}].
  async polls() {
    await this.show('chat');
    return this.page.$$eval('[data-testid="poll"]', (polls) =>
      polls.map(({ dataset }) => ({ counts: dataset.counts, isClosed: dataset.closed === 'true' })));
  }

  // The files offered: name -> status.
  async files() {
    await this.show('chat');
    return this.page.$$eval('[data-testid="file"]', (files) =>
      Object.fromEntries(files.map(({ dataset }) => [dataset.name, dataset.status])));
  }

  async offer(path) {
    await this.show('chat');
    const input = await this.page.$('[data-testid="file-input"]');
    await input.uploadFile(path);
  }

  // How many messages of a type the page gave to its worker.
  told(type) {
    return this.page.evaluate((wanted) => window.testRecord.told[wanted] ?? 0, type);
  }

  // Past the page and whatever it allows, straight to the worker.
  force(message) {
    return this.page.evaluate((forced) => window.testRecord.workers.at(-1).postMessage(forced), message);
  }

  // ---- as a host ----

  // Opens a panel unless it is open: chat, rules, people, log or safety.
  async show(panel) {
    if (!(await this.isShown(panel))) await this.click(`${panel}-button`);
    await until(() => this.isShown(panel), `${this.name} sees the panel ${panel}`);
  }

  async hide(panel) {
    if (await this.isShown(panel)) await this.click(`${panel}-button`);
  }

  async isShown(panel) {
    return (await this.page.$(`[data-testid="${panel}-panel"]`)) !== null;
  }

  // Ticks or clears one of the rules, and waits until the group has it so.
  async setRule(rule, wanted) {
    await this.show('rules');
    const box = await this.see(`rule-${rule}`);
    if ((await box.evaluate((input) => input.checked)) !== wanted) await box.click();
    await until(() => this.page.$eval(`[data-testid="rule-${rule}"]`, (input, want) => input.checked === want, wanted),
      `${this.name} sees the rule ${rule} ${wanted}`);
    await this.hide('rules');
  }

  // Who may use a feature: 'everyone', 'hosts' or 'nobody'.
  async setPermission(feature, who) {
    await this.show('rules');
    await this.page.select(`[data-testid="rule-${feature}"]`, who);
    await until(() => this.page.$eval(`[data-testid="rule-${feature}"]`, (select, want) => select.value === want, who),
      `${this.name} sees that ${feature} is for ${who}`);
    await this.hide('rules');
  }

  // Whoever has the link comes in by themselves.
  openDoor() {
    return this.setRule('waiting-room', false);
  }

  // A personal invite for one use: its link.
  async invite(label) {
    await this.show('rules');
    await (await this.see('invite-label')).type(label);
    await this.click('invite-button');
    const link = await (await this.see('invite-link')).evaluate((field) => field.value ?? field.textContent);
    await this.hide('rules');
    return link;
  }

  // A button of one knock or one person in the people panel.
  clickOf(item, name, button) {
    return this.clickOn(`[data-testid="${item}"][data-name="${name}"] [data-testid="${button}"]`);
  }

  async admit(name) {
    await this.page.waitForSelector(`[data-testid="knock"][data-name="${name}"]`, { timeout: 30_000 });
    await this.clickOf('knock', name, 'knock-admit');
  }

  waiting() {
    return this.page.$$eval('[data-testid="knock"]', (knocks) => knocks.map((knock) => knock.dataset.name));
  }

  // What the people panel says: name -> {isHost, isSilent, isCompared}.
  async roster() {
    await this.show('people');
    return this.page.$$eval('[data-testid="person"]', (people) =>
      Object.fromEntries(people.map(({ dataset }) => [
        dataset.name,
        { isHost: dataset.host === 'true', isSilent: dataset.silent === 'true', isCompared: dataset.compared === 'true' },
      ])),
    );
  }

  // The log's lines: [{kind, who, by}], oldest first or last as the page has them.
  async log() {
    await this.show('log');
    return this.page.$$eval('[data-testid="log-entry"]', (lines) =>
      lines.map(({ dataset }) => ({ kind: dataset.kind, who: dataset.who, by: dataset.by })));
  }

  alarms() {
    return this.page.$$eval('[data-testid="alarm"]', (alarms) =>
      alarms.map(({ dataset }) => ({ kind: dataset.kind, who: dataset.who })));
  }

  // The link as it is in the address now.
  link() {
    return this.page.url();
  }

  // Milliseconds from now until a tile of `name` shows a decoded frame, told by the page itself.
  firstFrameFrom(name) {
    return this.page.evaluate(async (wanted) => {
      const began = performance.now();
      for (;;) {
        const video = document.querySelector(`[data-testid="tile"][data-name="${wanted}"] video`);
        if (video !== null && video.videoWidth > 0 && !video.paused && video.currentTime > 0) {
          return performance.now() - began;
        }
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }, name);
  }

  // What the tiles of the others say: name -> {frames, samples, seal, microphone, camera}.
  tiles() {
    return this.page.$$eval('[data-testid="tile"]', (tiles) =>
      Object.fromEntries(tiles.map(({ dataset }) => [
        dataset.name,
        {
          leaf: Number(dataset.leaf),
          isSelf: dataset.self === 'true',
          frames: Number(dataset.framesDecoded),
          samples: Number(dataset.samplesReceived),
          seal: dataset.seal,
          microphone: dataset.microphone === 'true',
          camera: dataset.camera === 'true',
        },
      ])),
    );
  }

  // The colour in the middle of someone's picture.
  colourOf(name) {
    return this.page.evaluate((wanted) => {
      const video = document.querySelector(`[data-testid="tile"][data-name="${wanted}"] video`);
      if (video === null || video.videoWidth === 0) return null;
      const canvas = document.createElement('canvas');
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      const context = canvas.getContext('2d');
      context.drawImage(video, 0, 0);
      return [...context.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data.slice(0, 3)];
    }, name);
  }

  epoch() {
    return this.page.$eval('[data-testid="room"]', (room) => Number(room.dataset.epoch));
  }

  people() {
    return this.page.$eval('[data-testid="room"]', (room) => Number(room.dataset.people));
  }

  // What a tile says is wrong with someone, or null.
  troubleOf(name) {
    return this.page.evaluate((wanted) => {
      const line = document.querySelector(`[data-testid="tile"][data-name="${wanted}"] [data-testid="trouble"]`);
      return line === null ? null : line.dataset.trouble;
    }, name);
  }

  async safetyCode() {
    await this.click('safety-button');
    const code = await (await this.see('safety-code')).evaluate((element) => element.dataset.code);
    await this.click('safety-button');
    return code;
  }

  // RTP packets that the browser says it has sent of the microphone ('audio'), the camera ('video', all its layers) or
  // the screen ('screen'), padding and repetitions among them.
  packetsSent(kind) {
    return this.page.evaluate(async (wanted) => {
      const mid = String(['audio', 'video', 'screen'].indexOf(wanted)); // docs/protocol.md, Media negotiation
      let packets = 0;
      for (const peer of window.testRecord.peers) {
        if (peer.connectionState === 'closed') continue;
        for (const entry of (await peer.getStats()).values()) {
          if (entry.type === 'outbound-rtp' && entry.mid === mid) packets += entry.packetsSent;
        }
      }
      return packets;
    }, kind);
  }

  // RTP packets that came in, of whatever.
  packetsReceived() {
    return this.page.evaluate(async () => {
      let packets = 0;
      for (const peer of window.testRecord.peers) {
        if (peer.connectionState === 'closed') continue;
        for (const entry of (await peer.getStats()).values()) {
          if (entry.type === 'inbound-rtp') packets += entry.packetsReceived;
        }
      }
      return packets;
    });
  }

  // Whether a button's lamp is on.
  isLit(button) {
    return this.page.$eval(`[data-testid="${button}"]`, (lamp) => lamp.ariaPressed === 'true');
  }

  // Tracks that capture at this moment, of 'audio' or 'video'.
  liveTracks(kind) {
    return this.page.evaluate(
      (wanted) => window.testRecord.tracks.filter((t) => t.kind === wanted && t.readyState === 'live').length,
      kind,
    );
  }

  // Holds what a PNG shows before the camera; nothing to take it away.
  hold(png) {
    return this.page.evaluate(async (base64) => {
      if (base64 === undefined) {
        window.testRecord.held = undefined;
        return;
      }
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      window.testRecord.held = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    }, png);
  }

  // The code that this person's device shows, as a PNG in base64.
  async showCode() {
    await this.show('safety');
    await this.click('verify-show-qr');
    const code = await this.see('qr');
    return code.screenshot({ encoding: 'base64' });
  }

  // Scans what is held before the camera; what the page says of it.
  async scan(png) {
    await this.hold(png);
    await this.show('safety');
    await this.click('verify-scan');
    const outcome = await (await this.see('scan-result', { timeout: 60_000 })).evaluate((line) => line.dataset.outcome);
    await this.hold(undefined);
    return outcome;
  }

  screenshot(file) {
    return this.page.screenshot({ path: file });
  }

  leave() {
    return this.browser.close();
  }
}

// Waits until check() is truthy and returns it; the last thing it saw stands in the error.
export async function until(check, what, timeoutMs = 30_000) {
  const end = Date.now() + timeoutMs;
  let last;
  for (;;) {
    last = await check().catch((error) => error);
    if (last && !(last instanceof Error)) return last;
    if (Date.now() > end) throw new Error(`${what} did not happen within ${timeoutMs} ms (${last})`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

// In the page: whether a click in its middle would be its own.
function isWithinReach(selector) {
  const target = document.querySelector(selector);
  target?.scrollIntoView({ block: 'nearest' });
  const box = target?.getBoundingClientRect();
  const hit = box && document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return hit !== null && hit !== undefined && target.contains(hit);
}

export function isNear(colour, expected, tolerance = 40) {
  return colour !== null && colour.every((value, i) => Math.abs(value - expected[i]) <= tolerance);
}
