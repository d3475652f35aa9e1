// The link by which this person is here. It stands in the address bar, where reloading and joining again read it, and
// nowhere else. But an address goes into the browser's history, and so onto its disk. Who came by an invite, which opens
// nothing once it was used, knows the meeting's own link in this page's memory only: a history holds no more than what let
// them in (DEV-6).
import { type LinkContent, markPassphrase, parseLink, readFragment } from '../base/link';

export class OwnLink {
  private learned: string | undefined; // the meeting's own, by who came with an invite
  private left = ''; // out of the address bar, for who comes back

  /** What the address bar says. With this step the page forgets what it remembered of a link. */
  read(): LinkContent {
    this.learned = undefined;
    this.left = '';
    return readFragment(location.hash);
  }

  isForOne(): boolean {
    return parseLink(location.hash)?.kind === 'invite';
  }

  /** To be passed on. */
  address(): string {
    const address = new URL(location.href);
    if (this.learned !== undefined) address.hash = this.learned;
    return address.href;
  }

  keep(secret: string): void {
    history.replaceState(null, '', `#${secret}`);
  }

  /** The meeting has this one now. */
  learn(secret: string): void {
    if (this.isForOne()) this.learned = secret;
    else this.keep(secret);
  }

  /** A link says whether a passphrase is needed: its maker may have added one, or the mark been lost. */
  mark(isPassphraseNeeded: boolean): void {
    const link = parseLink(location.hash);
    if (link?.kind === 'general') this.keep(markPassphrase(link.fragment, isPassphraseNeeded));
  }

  /** Out of the address bar; the browser's own history is beyond a page's reach. */
  forget(isForGood: boolean): void {
    this.learned = undefined;
    this.left = isForGood ? '' : location.hash.slice(1);
    history.replaceState(null, '', location.pathname);
  }

  /** To the meeting that one left by mistake, or was put out of. */
  comeBack(): void {
    if (this.left !== '') this.keep(this.left);
  }
}
