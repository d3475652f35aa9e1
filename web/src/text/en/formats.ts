import { formatsOf } from '../formats';

/** British lists have no comma before "and". */
export const { plural, and, or } = formatsOf('en-GB');
