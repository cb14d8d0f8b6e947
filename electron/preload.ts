import { ipcRenderer } from 'electron';

const channel = 'moref:port';

/** Hands the page its port of the link; the page has no other way to the main process. */
ipcRenderer.on(channel, (event) => {
  window.postMessage(channel, window.location.origin, [...event.ports]);
});

// Module scripts have run by then, so that the page is listening.
window.addEventListener('DOMContentLoaded', () => ipcRenderer.send(channel), { once: true });
