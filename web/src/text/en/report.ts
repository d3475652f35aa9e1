// The problem report, around its text.
export const report = {
  title: 'Report a problem',
  intro: 'This is all that a report holds: no name, no link, no address, no key. Read it, then copy it to whoever runs this server.',
  make: 'Make a report',
  copy: 'Copy the report',
  copied: 'Copied',
};
