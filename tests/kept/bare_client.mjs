// A client of the signalling protocol and no more, that comes from an address of one's choice: text frames of RFC 6455
// over a socket of node's own.
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';

export class BareClient {
  // Connects from `localAddress` to the meeting and says hello.
  static async join(meetingId, localAddress, { port = 8080, headers = {} } = {}) {
    const asked = request({
      host: '10.99.0.1', port, localAddress, path: `/api/v1/meetings/${meetingId}`,
      headers: {
        ...headers, Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
      },
    });
    asked.end();
    const socket = await new Promise((resolve, reject) => {
      asked.on('upgrade', (_response, upgraded) => resolve(upgraded));
      asked.on('response', (response) => reject(new Error(`the server answered ${response.statusCode}`)));
      asked.on('error', reject);
    });
    const client = new BareClient(socket);
    client.say({ type: 'hello', version: 1 });
    client.hello = await client.hear('hello');
    return client;
  }

  constructor(socket) {
    this.socket = socket;
    this.endpoint = { ip: socket.localAddress, port: socket.localPort };
    this.received = [];
    this.waiting = [];
    this.bytes = Buffer.alloc(0);
    socket.on('data', (data) => this.take(data));
    socket.on('error', () => {});
  }

  say(message) {
    const payload = Buffer.from(JSON.stringify(message));
    const long = payload.length > 125;
    const head = Buffer.from(long ? [0x81, 0xfe, payload.length >> 8, payload.length & 255] : [0x81, 0x80 | payload.length]);
    const mask = randomBytes(4);
    this.socket.write(Buffer.concat([head, mask, payload.map((byte, i) => byte ^ mask[i % 4])]));
  }

  inspect() {
    this.say({ type: 'inspect', question: randomBytes(32).toString('base64url') });
  }

  // The next message of this type, or one that came already.
  async hear(type) {
    for (;;) {
      const at = this.received.findIndex((message) => message.type === type);
      if (at >= 0) return this.received.splice(at, 1)[0];
      await new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`no ${type} within 10 s`)), 10_000);
        this.waiting.push(() => { clearTimeout(timer); resolve(); });
      });
    }
  }

  take(data) {
    this.bytes = Buffer.concat([this.bytes, data]);
    for (;;) {
      const short = this.bytes[1] & 127;
      const start = short === 126 ? 4 : short === 127 ? 10 : 2;
      if (this.bytes.length < start) return;
      const size = short === 126 ? this.bytes.readUInt16BE(2) : short === 127 ? Number(this.bytes.readBigUInt64BE(2)) : short;
      if (this.bytes.length < start + size) return;
      const isText = (this.bytes[0] & 15) === 1;
      if (isText) this.received.push(JSON.parse(this.bytes.toString('utf8', start, start + size)));
      this.bytes = this.bytes.subarray(start + size);
      for (const wake of this.waiting.splice(0)) wake();
    }
  }

  leave() {
    this.say({ type: 'leave' });
    this.socket.end();
  }
}
