import type { FileFailure } from '../../meeting/files';
import type { Permission } from '../../meeting/state';

const failed: Readonly<Record<FileFailure, string>> = {
  silent: 'The sender does not answer. It was given up.',
  wrong: 'What came was not what was offered. It was thrown away.',
};

const forbidden: Readonly<Record<Exclude<Permission, 'everyone'>, string>> = {
  hosts: 'Only hosts may offer files',
  nobody: 'The hosts have turned files off',
};

export const files = {
  offer: 'Offer a file',
  forbidden,
  get: 'Get',
  getAgain: 'Try again',
  stop: 'Stop',
  save: 'Save',
  coming: (percent: number) => `${percent} %`,
  own: 'Stays on your device until somebody gets it',
  here: 'Here. It is on your disk only if you save it',
  withdraw: 'Take back',
  barred: 'Not to be had: the rules allow its sender no files now',
  withdrawn: 'Taken back',
  gone: 'Its sender has left',
  failed,
  notKept: 'This file is no longer kept.',
};
