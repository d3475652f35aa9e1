// What the page says about comparing codes.
import { assertNever } from '../base/assert_never';
import type { Scan } from '../meeting/compared';

export const codeMeaning =
  'The same on every device while you all hold the same keys. It changes whenever any key changes.';

export const compareAdvice =
  'Read out in this meeting it proves little: use a telephone, a message, or each other’s screens.';

export const exchangeAdvice =
  'One of you shows a code, the other scans it. That marks the one who showed it, on the device that scanned.';

export const cameraRefused =
  'The camera did not open. Allow it beside the address bar, or compare the code by eye.';

/** What came of a scan; `name` is drawn as it is. */
export function scanText(outcome: Scan['outcome'], name: string): string {
  switch (outcome) {
    case 'marked':
      return `This is ${name}’s device, and it holds the same keys as yours. Marked as compared.`;
    case 'stranger':
      return 'This code belongs to nobody whom your device sees here. Whoever shows it is in another meeting, or somebody stands between you. Do not trust this meeting until you know which.';
    case 'differs':
      return `This is ${name}’s device, but the two of you are not in the same state right now. Wait until nobody is coming or going, and try again. If it stays so, somebody may stand between you. Not marked.`;
    case 'own':
      return 'This is your own code. Scan the other device’s.';
    case 'foreign':
      return 'This is no code of a meeting. On the other device, open the safety code and choose “Show my code”.';
    default:
      return assertNever(outcome);
  }
}
