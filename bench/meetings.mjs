// What the meeting's own rules cost, in groups of 10, 50 and 200: bench/meeting_bench.cc.
import { measure } from './google.mjs';
import { figure, print } from './table.mjs';

const rows = {
  rule_made: 'a host changes a rule: commit and next epoch',
  rule_followed: 'a member checks it and follows',
  heartbeat_said: 'a heartbeat said',
  heartbeat_heard: 'a heartbeat heard',
};
const sizes = [10, 50, 200];

const results = measure('meeting_bench');
const cpuMs = (name, people) => results.get(`${name}/${people}/iterations:200`).cpu_time;
const table = Object.entries(rows).map(([name, text]) => [text, ...sizes.map((people) => figure(cpuMs(name, people)))]);
print('The rules of a meeting, native, CPU ms', ['CPU ms', ...sizes.map((people) => `${people} people`)], table);
