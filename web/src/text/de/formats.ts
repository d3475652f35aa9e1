import { formatsOf } from '../formats';

export const { plural, and, or } = formatsOf('de');
