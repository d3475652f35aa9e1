export const verify = {
  title: 'Safety code',
  meaning: 'The same on every device while you all hold the same keys. It changes whenever any key changes.',
  epoch: 'Epoch',
  advice: 'Read out in this meeting it proves little: use a telephone, a message, or each other’s screens.',
  inDigits: 'Show it in 30 digits',
  inWords: 'Show it in 12 words',
  isCompared: 'compared',
  isNotCompared: 'not compared',
  markName: (name: string) => `Mark ${name} as compared`,
  marked: 'Compared',
  mark: 'Mark as compared',
  sideBySide: 'Side by side?',
  exchange: 'One of you shows a code, the other scans it. That marks the one who showed it, on the device that scanned.',
  showCode: 'Show my code',
  hideCode: 'Hide my code',
  myCode: 'My code, for another device’s camera',
  scan: 'Scan a code',
  viewfinder: 'What the camera sees',
  hold: 'Hold the other device’s code before the camera. What it sees is not sent.',
  cancel: 'Cancel',
  cameraRefused: 'The camera did not open. Allow it beside the address bar, or compare the code by eye.',
  /** What came of a scan, and of whose code. */
  scanned: {
    marked: (name: string) => `This is ${name}’s device, and it holds the same keys as yours. Marked as compared.`,
    stranger:
      'This code belongs to nobody whom your device sees here. Whoever shows it is in another meeting, or somebody stands between you. Do not trust this meeting until you know which.',
    differs: (name: string) =>
      `This is ${name}’s device, but the two of you are not in the same state right now. Wait until nobody is coming or going, and try again. If it stays so, somebody may stand between you. Not marked.`,
    own: 'This is your own code. Scan the other device’s.',
    foreign: 'This is no code of a meeting. On the other device, open the safety code and choose “Show my code”.',
  },
};
