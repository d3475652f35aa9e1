import type { Socket, SocketHandlers } from './connection';

/** The meeting's address at the server that sent this page. */
export function meetingUrl(page: URL, meetingId: string): string {
  const url = new URL(`api/v1/meetings/${meetingId}`, new URL('/', page));
  url.protocol = page.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

export function openWebSocket(url: string, handlers: SocketHandlers): Socket {
  const socket = new WebSocket(url);
  socket.onopen = handlers.onOpen;
  socket.onmessage = (event: MessageEvent<unknown>) => handlers.onText(event.data);
  socket.onclose = handlers.onClose;
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: () => socket.close(),
  };
}
