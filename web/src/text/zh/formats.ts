import { formatsOf } from '../formats';

export const { and, or } = formatsOf('zh-Hans');
