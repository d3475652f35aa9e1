// Glyphs of what people say and show each other, and the six signs of reactions. The signs are
// drawn here, since not every device has a font for them, and so they look alike on all.
import type { JSX } from 'preact';
import type { ReactionSymbol } from '../meeting/reactions';
import { Icon } from './icons';

export const ChatIcon = () => (
  <Icon>
    <path d="M5.500 4.500h13A2.500 2.500 0 0 1 21 7v7.500a2.500 2.500 0 0 1-2.500 2.500H11l-4.500 3.500V17h-1A2.500 2.500 0 0 1 3 14.500V7a2.500 2.500 0 0 1 2.500-2.500z" />
    <path d="M7.500 9h9M7.500 12.500h5.500" />
  </Icon>
);

export const HandIcon = () => (
  <Icon>
    <path d="M8 12.500V5.700a1.400 1.400 0 0 1 2.800 0v5.300M10.800 11V4.400a1.400 1.400 0 0 1 2.800 0V11M13.600 11V5.700a1.400 1.400 0 0 1 2.800 0v6.300M16.400 12V8.400a1.400 1.400 0 0 1 2.800 0v6.100c0 3.600-2.500 6.500-6 6.500-2.600 0-4.300-1.100-5.600-3.300l-2.900-4.900a1.300 1.300 0 0 1 2.100-1.500L8 12.900" />
  </Icon>
);

export const SmileIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.500" />
    <path d="M8.500 14c.8 1.500 2 2.200 3.500 2.200s2.700-.7 3.500-2.200M9.200 9.500v.1M14.800 9.500v.1" />
  </Icon>
);

export const ReplyIcon = () => (
  <Icon>
    <path d="M9.500 6L4.500 11l5 5M5 11h8.500a6 6 0 0 1 6 6v1" />
  </Icon>
);

export const SendIcon = () => (
  <Icon>
    <path d="M12 19.500V5M6 11l6-6 6 6" />
  </Icon>
);

export const PollIcon = () => (
  <Icon>
    <path d="M5 19.500V13M12 19.500V5M19 19.500v-9.500" />
  </Icon>
);

export const FileIcon = () => (
  <Icon>
    <path d="M13.500 3.500H7.500A2 2 0 0 0 5.500 5.500v13a2 2 0 0 0 2 2h9a2 2 0 0 0 2-2V8.500zM13.500 3.500v5h5" />
  </Icon>
);

export const ClipIcon = () => (
  <Icon>
    <path d="M19 11.500l-7.300 7.300a4.600 4.600 0 0 1-6.500-6.500l7.500-7.500a3.100 3.100 0 0 1 4.400 4.400l-7.400 7.400a1.500 1.500 0 0 1-2.200-2.200l6.700-6.700" />
  </Icon>
);

const skin = '#f2bd6b';
const dark = '#3b2a17';

const face = (
  <>
    <circle cx="16" cy="16" r="13" fill={skin} />
    <path d="M16 29a13 13 0 0 0 12.300-17.200A13 13 0 0 1 5 22.900 13 13 0 0 0 16 29z" fill="#dd9d47" opacity="0.600" />
  </>
);

const drawings: Readonly<Record<ReactionSymbol, JSX.Element>> = {
  '👍': (
    <>
      <path
        d="M11.500 14.500l5-10.300c2.400 0 3.700 1.800 3.200 4l-.9 4.100h6.100c1.900 0 3.200 1.700 2.800 3.500l-1.900 8.400a3.600 3.600 0 0 1-3.500 2.800H11.500z"
        fill={skin}
      />
      <rect x="4.500" y="13.800" width="6" height="14" rx="1.800" fill="#5b7fb5" />
      <path d="M19.500 17.300h7.700M19 21.300h7.400M18.500 25.200h6.600" stroke="#cf8f3d" stroke-width="1.200" stroke-linecap="round" />
    </>
  ),
  '❤️': (
    <>
      <path d="M16 28.500C8.500 22.800 3.500 18.300 3.500 12.300A6.800 6.800 0 0 1 16 8.700a6.800 6.800 0 0 1 12.500 3.600c0 6-5 10.500-12.500 16.200z" fill="#e5586b" />
      <path d="M7.500 12.500a3.600 3.600 0 0 1 2.900-3.700" stroke="#f7a9b2" stroke-width="2" stroke-linecap="round" fill="none" />
    </>
  ),
  '👏': (
    <>
      <path d="M6.500 17.200l6.900-9.400a1.700 1.700 0 0 1 2.800 2l-2.900 4 5.700-6.300a1.700 1.700 0 0 1 2.600 2.300l-4.400 5.100 5.200-4a1.700 1.700 0 0 1 2.100 2.700l-4.600 3.700 3.600-1.600a1.600 1.600 0 0 1 1.400 2.900l-8.700 6.100a6.900 6.900 0 0 1-9.700-7.500z" fill={skin} />
      <path d="M12.700 19.500l5.600-5.200M15.500 21.500l5.600-4M10.800 17.400l4-4.700" stroke="#cf8f3d" stroke-width="1.200" stroke-linecap="round" />
      <path d="M23.500 3.500l-1 3M28.500 7.500l-2.900 1.600M8 4.500l1.400 2.800" stroke="#e8d3a0" stroke-width="1.800" stroke-linecap="round" />
    </>
  ),
  '🎉': (
    <>
      <path d="M4.500 28l6-16.500 10 10z" fill="#e8b06a" />
      <path d="M7.800 19l5.200 5.200M6 23.800l2.700 2.700M9.800 13.700l8.500 8.500" stroke="#b9713a" stroke-width="1.700" stroke-linecap="round" />
      <path d="M15 10.500c1.500-2 1.200-4.500-.6-6M20.500 17c2.200-1.400 5-1 6.600 1M17.500 13.500c2.300-.8 4.800-3 5.200-6.500" stroke="#7fb2e5" stroke-width="1.700" stroke-linecap="round" fill="none" />
      <circle cx="26.500" cy="10.500" r="1.600" fill="#e5586b" />
      <circle cx="19.500" cy="4" r="1.400" fill="#8fcf9b" />
      <circle cx="9" cy="6.500" r="1.400" fill="#c79be0" />
      <circle cx="27" cy="24" r="1.400" fill="#8fcf9b" />
    </>
  ),
  '😂': (
    <>
      {face}
      <path d="M8.800 16.500h14.400c0 4.300-3.200 7.500-7.200 7.500s-7.200-3.200-7.200-7.500z" fill={dark} />
      <path d="M10.200 16.500h11.600v2H10.200z" fill="#fff5e2" />
      <path d="M8 12.700c1-1.700 3-1.700 4 0M20 12.700c1-1.700 3-1.700 4 0" stroke={dark} stroke-width="1.800" stroke-linecap="round" fill="none" />
      <path d="M6.300 14.200c-2.300 1.900-3.300 4.400-1.500 5.500 1.700 1 3-1.400 1.500-5.500zM25.700 14.200c2.300 1.900 3.300 4.400 1.500 5.500-1.700 1-3-1.400-1.500-5.500z" fill="#7fb2e5" />
    </>
  ),
  '😮': (
    <>
      {face}
      <circle cx="11" cy="13" r="1.900" fill={dark} />
      <circle cx="21" cy="13" r="1.900" fill={dark} />
      <ellipse cx="16" cy="21.500" rx="3.300" ry="4" fill={dark} />
      <path d="M8.500 8.300c1-1 2.400-1.400 3.800-1M23.500 8.300c-1-1-2.400-1.400-3.800-1" stroke={dark} stroke-width="1.500" stroke-linecap="round" fill="none" />
    </>
  ),
};

export const ReactionSign = ({ symbol }: { symbol: ReactionSymbol }) => (
  <svg class="reaction-sign" viewBox="0 0 32 32" fill="none" aria-hidden="true" focusable="false">
    {drawings[symbol]}
  </svg>
);
