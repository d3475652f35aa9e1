// Our own glyphs, drawn on a 24-unit square with one line weight. Decorative: the button says what
// it does.
import type { ComponentChildren, JSX } from 'preact';

export function Icon({ children, class: name = '' }: { children: ComponentChildren; class?: string }): JSX.Element {
  return (
    <svg
      class={`icon ${name}`}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.7"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

const slash = <path d="M4 4l16 16" />;

export const MicrophoneIcon = ({ isOff = false }: { isOff?: boolean }) => (
  <Icon>
    <rect x="9" y="3" width="6" height="11" rx="3" />
    <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
    {isOff && slash}
  </Icon>
);

export const CameraIcon = ({ isOff = false }: { isOff?: boolean }) => (
  <Icon>
    <rect x="3" y="6.5" width="12.5" height="11" rx="2.5" />
    <path d="M15.5 11l5-3v8l-5-3" />
    {isOff && slash}
  </Icon>
);

export const ScreenIcon = ({ isOff = false }: { isOff?: boolean }) => (
  <Icon>
    <rect x="3" y="4.5" width="18" height="12.5" rx="2.5" />
    <path d="M8.5 20.500h7M12 14V8M9.300 10.500L12 7.800l2.700 2.700" />
    {isOff && slash}
  </Icon>
);

export const PeopleIcon = () => (
  <Icon>
    <circle cx="9" cy="8.5" r="3.2" />
    <path d="M3.2 19c.5-3.3 2.8-5.2 5.8-5.2s5.3 1.9 5.8 5.200M15.5 5.700a3.2 3.2 0 0 1 0 5.600M17.4 14.300c1.9.7 3.1 2.3 3.4 4.7" />
  </Icon>
);

export const NetworkIcon = () => (
  <Icon>
    <path d="M3 9.5a13 13 0 0 1 18 0M6.300 13a8.300 8.300 0 0 1 11.400 0M9.500 16.400a3.700 3.700 0 0 1 5 0" />
    <path d="M12 19.500v.1" />
  </Icon>
);

export const DeviceIcon = () => (
  <Icon>
    <rect x="4.500" y="5" width="15" height="10.500" rx="2" />
    <path d="M2.500 19h19" />
  </Icon>
);

export const LayersIcon = () => (
  <Icon>
    <path d="M12 3.500l8.500 4.500L12 12.500 3.500 8z" />
    <path d="M3.500 12l8.500 4.500 8.500-4.500M3.500 16l8.500 4.500 8.500-4.500" />
  </Icon>
);

export const KeyIcon = ({ isOff = false }: { isOff?: boolean }) => (
  <Icon>
    {isOff && slash}
    <circle cx="7.5" cy="15.5" r="3.7" />
    <path d="M10.2 12.800L19.5 3.500M16 7l2.8 2.800M13.3 9.700l1.9 1.9" />
  </Icon>
);

export const LinkIcon = () => (
  <Icon>
    <path d="M10 14a4 4 0 0 0 5.7 0l3.1-3.100a4 4 0 0 0-5.7-5.700L12 6.3" />
    <path d="M14 10a4 4 0 0 0-5.7 0l-3.1 3.100a4 4 0 0 0 5.7 5.700l1.1-1.1" />
  </Icon>
);

export const FullScreenIcon = ({ isOn = false }: { isOn?: boolean }) => (
  <Icon>
    {isOn ? (
      <path d="M9 4v5H4M15 4v5h5M9 20v-5H4M15 20v-5h5" />
    ) : (
      <path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5" />
    )}
  </Icon>
);

export const LeaveIcon = () => (
  <Icon>
    <path d="M13.5 4H7a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h6.500M10.5 12H21M17.5 8.500L21 12l-3.5 3.5" />
  </Icon>
);

export const LockIcon = ({ isOpen = false }: { isOpen?: boolean }) => (
  <Icon>
    <rect x="5" y="10.5" width="14" height="9.5" rx="2.4" />
    {isOpen ? <path d="M8.5 10.500V7a3.5 3.5 0 0 1 6.7-1.4" /> : <path d="M8.5 10.500V7.500a3.5 3.5 0 0 1 7 0v3" />}
    <path d="M12 14.200v2" />
  </Icon>
);

export const DoorIcon = () => (
  <Icon>
    <path d="M6 21V4.500A1.500 1.500 0 0 1 7.500 3h9A1.500 1.500 0 0 1 18 4.500V21M3.500 21h17" />
    <path d="M14.500 12v.1" />
  </Icon>
);

export const LogIcon = () => (
  <Icon>
    <path d="M9 6.500h11M9 12h11M9 17.500h11M4.500 6.500v.1M4.500 12v.1M4.500 17.500v.1" />
  </Icon>
);

export const MoreIcon = () => (
  <Icon>
    <path d="M5.500 12v.1M12 12v.1M18.500 12v.1" stroke-width="3" />
  </Icon>
);

export const GridIcon = () => (
  <Icon>
    <rect x="3.5" y="4.5" width="11" height="15" rx="2" />
    <path d="M18 5.500h2.500M18 12h2.500M18 18.500h2.500" stroke-width="3" />
  </Icon>
);

export const NamesIcon = () => (
  <Icon>
    <rect x="3" y="5" width="18" height="14" rx="2.5" />
    <path d="M6.500 15.500h7M16 15.500h1.500" />
  </Icon>
);

export const SelfIcon = () => (
  <Icon>
    <circle cx="12" cy="8.500" r="3.500" />
    <path d="M5 20c.600-3.800 3.200-6 7-6s6.400 2.200 7 6" />
    <path d="M4 4l16 16" />
  </Icon>
);

export const ApartIcon = () => (
  <Icon>
    <path d="M11 19H5.500A2.500 2.500 0 0 1 3 16.500v-9A2.500 2.500 0 0 1 5.500 5h13A2.500 2.500 0 0 1 21 7.500V11" />
    <rect x="13" y="14" width="8" height="6" rx="1.5" />
  </Icon>
);

export const KeyboardIcon = () => (
  <Icon>
    <rect x="2.5" y="6" width="19" height="12" rx="2.5" />
    <path d="M6.500 10v.1M10.200 10v.1M13.800 10v.1M17.500 10v.1M8 14.500h8" />
  </Icon>
);

export const PinIcon = () => (
  <Icon>
    <path d="M9 4h6l-.7 6.500L17 14H7l2.700-3.500zM12 14v6" />
  </Icon>
);

export const BackIcon = () => (
  <Icon>
    <path d="M20 4L13 11M13 5.500V11h5.500M4 20l7-7M11 18.500V13H5.500" />
  </Icon>
);

export const ArrowIcon = ({ isBack = false }: { isBack?: boolean }) => (
  <Icon>{isBack ? <path d="M14.500 6l-6 6 6 6" /> : <path d="M9.500 6l6 6-6 6" />}</Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="M6 6l12 12M18 6L6 18" />
  </Icon>
);

export const WarningIcon = () => (
  <Icon>
    <path d="M12 4.200L21 19.500H3z" />
    <path d="M12 10v4.200M12 16.900v.1" />
  </Icon>
);

/** The house's sign: a keyhole with a light behind it. */
export const Keyhole = () => (
  <svg class="keyhole" viewBox="0 0 40 56" aria-hidden="true" focusable="false">
    <path d="M20 2a16 16 0 0 1 8.7 29.400L33 54H7l4.3-22.600A16 16 0 0 1 20 2z" />
  </svg>
);
