export const people = {
  title: 'Who is here',
  about: 'This list comes from the meeting’s keys, not from the server. People choose their own names.',
  you: 'you',
  host: 'host',
  stepDown: 'Step down as host',
  notHost: 'Not host',
  makeHost: 'Make host',
  remove: 'Remove',
  removeAndChange: 'Remove and change the link',
  andNewLink: '+ new link',
  chimes: 'A short tone when somebody knocks, comes or goes',
};
