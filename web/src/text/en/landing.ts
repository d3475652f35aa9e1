export const landing = {
  promise:
    'A meeting only the people in it can see and hear. Everything is encrypted on your device with ' +
    'keys the server never has.',
  start: 'Start a meeting',
  language: 'Language',
  invited: 'Invited? Open the link you were sent; it carries the key.',
};
