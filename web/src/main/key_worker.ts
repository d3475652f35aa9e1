// Starts the e2ee worker. Under Trusted Types a script's address must pass a policy; ours lets
// through nothing but scripts of our own origin.
import type { PageMessage, WorkerMessage } from '../e2ee/messages';
import workerUrl from '../e2ee/worker?worker&url';

interface ScriptPolicy {
  createScriptURL(url: string): string;
}
declare global {
  interface Window {
    readonly trustedTypes?: { createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy };
  }
}

const ownScripts: ScriptPolicy = {
  createScriptURL: (url) => {
    const address = new URL(url, location.href);
    if (address.origin !== location.origin) throw new TypeError('not a script of ours');
    return address.href;
  },
};
const policy = window.trustedTypes?.createPolicy('conclave', ownScripts) ?? ownScripts;

export class KeyWorker {
  readonly worker = new Worker(policy.createScriptURL(workerUrl), { type: 'module' });
  private receive: (message: WorkerMessage) => void = () => undefined;
  private hasFailed = false;

  constructor() {
    this.worker.onmessage = (event: MessageEvent<WorkerMessage>) => this.receive(event.data);
    this.worker.onerror = () => this.fail();
    this.worker.onmessageerror = () => this.fail();
  }

  listen(receive: (message: WorkerMessage) => void): void {
    this.receive = receive;
    if (this.hasFailed) this.fail();
  }

  post(message: PageMessage): void {
    this.worker.postMessage(message);
  }

  /** Time to wipe its keys, then no more worker. */
  end(): void {
    this.receive = () => undefined;
    this.post({ type: 'leave' });
    setTimeout(() => this.worker.terminate(), wipeMs);
  }

  private fail(): void {
    this.hasFailed = true;
    this.receive({ type: 'failed', reason: 'core', text: 'the worker stopped' });
  }
}

const wipeMs = 500;
