export const invites = {
  title: 'Personal invites',
  whom: 'Whom the invite is for',
  whomPlaceholder: 'Whom it is for',
  make: 'Invite',
  about: 'A link for one person and one use. If it is used twice, everyone here is told.',
  madeFor: (label: string) => `For ${label}`,
  copy: 'Copy',
  copied: 'Copied',
  link: (label: string) => `The invite for ${label}`,
};
