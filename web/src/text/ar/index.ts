import type { Catalogue } from '../catalogue';
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
import { layers } from './layers';
import { lobby } from './lobby';
import { log } from './log';
import { look } from './look';
import { names } from './names';
import { notices } from './notices';
import { people } from './people';
import { polls } from './polls';
import { quality } from './quality';
import { report } from './report';
import { room } from './room';
import { rules } from './rules';
import { seen } from './seen';
import { share } from './share';
import { tile } from './tile';
import { truths } from './truths';
import { verify } from './verify';

export const arabic: Catalogue = {
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
  layers,
  lobby,
  log,
  look,
  names,
  notices,
  people,
  polls,
  quality,
  report,
  room,
  rules,
  seen,
  share,
  tile,
  truths,
  verify,
};
