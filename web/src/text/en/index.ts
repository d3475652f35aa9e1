// English, which the other languages are measured by: one file an area.
import { asks } from './asks';
import { chat } from './chat';
import { devices } from './devices';
import { endings } from './endings';
import { files } from './files';
import { hands } from './hands';
import { invites } from './invites';
import { joining } from './joining';
import { knocks } from './knocks';
import { landing } from './landing';
import { lobby } from './lobby';
import { log } from './log';
import { look } from './look';
import { names } from './names';
import { notices } from './notices';
import { people } from './people';
import { polls } from './polls';
import { room } from './room';
import { rules } from './rules';
import { tile } from './tile';
import { truths } from './truths';
import { verify } from './verify';

export const english = {
  asks,
  chat,
  devices,
  endings,
  files,
  hands,
  invites,
  joining,
  knocks,
  landing,
  lobby,
  log,
  look,
  names,
  notices,
  people,
  polls,
  room,
  rules,
  tile,
  truths,
  verify,
};
