import type { Translation } from '../catalogue.ts';
import type { connectionMessages } from '../en/connections.ts';

export const germanConnections = {
  'connection.offline': 'Getrennt',
  'connection.connecting': 'Verbindung wird hergestellt…',
  'connection.syncing': 'Wird geladen…',
  'connection.live': 'Verbunden',
  'connection.stale': (p) => `Veraltet seit ${p.age}`,
  'connection.retrying': (p) =>
    p.seconds > 0
      ? `Verloren, nächster Versuch in ${p.seconds} s`
      : 'Verloren, neuer Versuch läuft…',
  'connection.needsTrust': 'Zertifikat nicht vertrauenswürdig',
  'connection.certificateChanged': 'Zertifikat geändert',
  'connection.needsPassword': 'Anmeldung erforderlich',
  'connection.failed': 'Nicht verbunden',
  'connection.polled': (p) => `Abgefragt: vor ${p.age} gelesen`,
  'connection.heard': (p) => `Letzte Nachricht vom Server: ${p.time}`,
  'connection.lastKnown': 'Sie sehen den zuletzt bekannten Stand.',
  'server.notKept': (p) => `Das Kennwort von ${p.name} wird nicht gespeichert`,
  'parts.title': 'Teile der Sitzung',
  'parts.quiet': (p) => `${p.live} von ${p.all} Teilen werden laufend gemeldet`,
  'parts.missing': (p) => (p.count === 1 ? '1 Teil fehlt' : `${p.count} Teile fehlen`),
  'part.inventory': 'Objekte',
  'part.tags': 'Tags',
  'part.libraries': 'Inhaltsbibliotheken',
  'part.tasks': 'Aufgaben',
  'part.alerts': 'Alarme',
  'part.explorer': 'Zweite API',
  'part.named': (p) => `${p.area} (${p.name})`,
  'part.loading': 'Wird geladen…',
  'part.live': 'Aktuell',
  'part.absent': 'Auf diesem Server nicht vorhanden, oder nicht für dieses Konto.',
  'part.polled': (p) => `Vor ${p.age} gelesen, alle ${p.every}.`,
  'part.failed': 'Fehlt.',
  'part.old': (p) => `Alt: vor ${p.age} gelesen.`,
  'part.retry': (p) =>
    p.seconds > 0 ? `Nächster Versuch in ${p.seconds} s.` : 'Wird erneut versucht.',
  'part.noRetry': 'Kein weiterer Versuch, bevor Sie neu verbinden.',
  'part.lacking': (p) =>
    p.count === 1
      ? `Eines war nicht lesbar: ${p.reason}`
      : `${p.count} waren nicht lesbar; das erste: ${p.reason}`,
  'server.kind': 'Server',
  'server.add': 'Server hinzufügen',
  'server.edit': 'Server bearbeiten',
  'server.edit.action': 'Bearbeiten…',
  'server.connect': 'Verbinden',
  'server.disconnect': 'Trennen',
  'server.remove': 'Entfernen…',
  'server.remove.title': (p) => `${p.name} entfernen?`,
  'server.remove.text':
    'Moref trennt die Verbindung zum Server und vergisst sein Profil, sein Kennwort und sein vertrauenswürdiges Zertifikat. Auf dem Server selbst ändert sich nichts.',
  'server.remove.confirm': 'Server entfernen',
  'server.reviewCertificate': 'Zertifikat prüfen',
  'server.enterPassword': 'Anmelden…',
  'server.field.address': 'Adresse',
  'server.field.address.help.auto':
    'Name oder IP-Adresse eines vCenter, eines ESXi-Hosts oder eines Hosts in einem Pool',
  'server.field.address.help.vsphere':
    'Name oder IP-Adresse, bei Bedarf mit Port. Auch benutzer@adresse ist möglich.',
  'server.field.address.help.xenserver':
    'Ein beliebiger Host des Pools: Name oder IP-Adresse. Auf dem Host selbst ist auch unix:/var/lib/xcp/xapi möglich.',
  'server.field.address.dials': (p) => `Moref stellt die Verbindung zu ${p.address} her`,
  'server.field.unsendable':
    'Enthält ein Steuerzeichen oder ein halbes Zeichen, das an keinen Server gesendet werden kann. Geben Sie es neu ein.',
  'server.field.address.missing':
    'Geben Sie die Adresse des Servers ein, zum Beispiel vc.example.org.',
  'server.field.family': 'Art des Servers',
  'server.field.user': 'Benutzername',
  'server.field.user.missing':
    'Geben Sie den Benutzer für die Anmeldung ein, zum Beispiel administrator@vsphere.local.',
  'server.field.password': 'Kennwort',
  'server.field.password.stored':
    'Ein Kennwort ist gespeichert. Lassen Sie das Feld leer, um es zu behalten.',
  'server.field.password.socket': 'Auf einem Socket des Servers selbst nicht erforderlich.',
  'server.field.name': 'Name im Baum',
  'server.field.name.help': 'Optional. Ohne Namen wird die Adresse angezeigt.',
  'server.field.remember': 'Kennwort speichern',
  'server.field.remember.session': 'Kennwort behalten, bis Moref beendet wird',
  'server.field.environment': 'Umgebung',
  'server.field.environment.production':
    'Vor Vorgängen, die sich nicht rückgängig machen lassen, muss der Name des Objekts eingegeben werden.',
  'server.field.readOnly': 'Schreibgeschützt: auf diesem Server nichts ändern',
  'server.access': 'Zugriff',
  'environment.none': 'Nicht angegeben',
  'server.field.autoConnect': 'Beim Start von Moref verbinden',
  'server.saveAndConnect': 'Verbinden',
  'server.save': 'Speichern',
  'server.connecting': 'Verbindung wird hergestellt…',
  'server.failed': 'Die Verbindung zum Server konnte nicht hergestellt werden',
  'server.otherKind': (p) => `Als ${p.kind} verbinden`,
  'server.plainHttp':
    'http:// überträgt das Kennwort unverschlüsselt. Verwenden Sie es nur, wo Sie der gesamten Strecke vertrauen.',
  'family.auto': 'Wird erkannt',
  'server.noKnownKind': (p) =>
    `${p.address} ist weder ein vSphere-Server noch ein Host von XenServer oder XCP-ng. Prüfen Sie Adresse und Port.`,
  'family.vsphere': 'VMware vSphere (vCenter, ESXi)',
  'family.xenserver': 'XenServer, XCP-ng',
  'server.field.protocol': 'Protokoll',
  'protocol.auto': 'Automatisch',
  'protocol.automation': 'Nur vSphere Automation API',
  'protocol.automation.help':
    'Für ein Gateway, das nichts anderes durchlässt: Die Bestandsliste wird regelmäßig abgefragt und mit dem Alter der Daten angezeigt.',
  'server.field.encoding': 'Codierung',
  'encoding.auto': 'Automatisch',
  'encoding.json': 'JSON-RPC',
  'encoding.xml': 'XML-RPC',
  'family.later': 'noch nicht unterstützt',
  'password.title': (p) => `Bei ${p.name} anmelden`,
  'password.text': (p) => `Kennwort von ${p.user} auf ${p.address}`,
  'certificate.first.title': (p) => `Dem Zertifikat von ${p.name} vertrauen?`,
  'certificate.first.text': (p) =>
    `Das Zertifikat des Servers kann nicht überprüft werden (${p.why}). Vergleichen Sie seinen Fingerabdruck mit dem, den Ihnen der Administrator des Servers gegeben hat. Bisher wurde kein Kennwort gesendet.`,
  'certificate.trust': 'Vertrauen und verbinden',
  'certificate.later': 'Behalten, später entscheiden',
  'certificate.changed.title': (p) => `Das Zertifikat von ${p.name} hat sich geändert`,
  'certificate.changed.text':
    'Der Server legt ein anderes Zertifikat vor als das, dem Sie vertraut haben. Entweder wurde es erneuert, oder jemand sitzt zwischen Ihnen und dem Server. Die Verbindung ist gesperrt, und es wurde kein Kennwort gesendet.',
  'certificate.changed.confirm':
    'Ich habe den neuen Fingerabdruck mit dem Administrator des Servers verglichen',
  'certificate.changed.trust': 'Dem neuen Zertifikat vertrauen und verbinden',
  'certificate.keepBlocked': 'Gesperrt lassen',
  'certificate.title': 'Zertifikat',
  'certificate.subject': 'Antragsteller',
  'certificate.altNames': 'Alternative Namen',
  'certificate.issuer': 'Aussteller',
  'certificate.valid': 'Gültig',
  'certificate.validRange': (p) => `${p.from} bis ${p.to}`,
  'certificate.over': 'abgelaufen',
  'certificate.notYet': 'noch nicht gültig',
  'certificate.fingerprint': 'SHA-256-Fingerabdruck',
  'certificate.trusted': 'Bisher vertrauenswürdig',
  'certificate.presented': 'Jetzt vorgelegt',
  'certificate.none': 'keine',
  'firstRun.title': 'Willkommen bei Moref',
  'firstRun.text':
    'Verbinden Sie ein vCenter, einen ESXi-Host oder einen XenServer- oder XCP-ng-Pool und beliebig viele weitere. Alle stehen in einem gemeinsamen Baum.',
  'firstRun.add': 'Server hinzufügen',
  'firstRun.demo': 'Demo-Umgebung ausprobieren',
  'firstRun.demo.help':
    'Ein simuliertes vCenter und ein simulierter XenServer-Pool auf diesem Computer. Nichts davon berührt einen echten Server.',
  'firstRun.demo.starting': 'Die Demo-Umgebung wird gestartet…',
  'firstRun.demo.failed': 'Die Demo-Umgebung konnte nicht gestartet werden',
  'server.loginNotKept': (p) => `Die Anmeldung bei ${p.name} wurde nicht gespeichert`,
} as const satisfies Translation<typeof connectionMessages>;
