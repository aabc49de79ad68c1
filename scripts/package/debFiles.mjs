// What the Debian package says about itself, and to the desktop. Texts only.
import { LIBRARIES } from '../system/libraries.mjs';
import { manifest, NAME, SCENARIO_TYPE, SUMMARY } from './identity.mjs';

/** Debian 13 and Ubuntu 24.04 renamed these. */
const RENAMED = new Set(['libgtk-3-0', 'libasound2', 'libatk-bridge2.0-0']);
/** Without the last two a double-click on a scenario finds no program. */
const DEPENDS = [...LIBRARIES.map((name) => (RENAMED.has(name) ? `${name} | ${name}t64` : name)), 'shared-mime-info', 'desktop-file-utils'];

/** Where the app lies; nothing else on the system may lie there. */
export const HOME = `opt/${NAME}`;

/**
 * The control file. There are no scripts beside it: dpkg's triggers of shared-mime-info, desktop-file-utils and
 * hicolor-icon-theme bring the desktop's lists up to date when the package comes and when it goes.
 * @param {number} installedBytes
 */
export const controlOf = (installedBytes) => `Package: ${NAME}
Version: ${manifest.version}
Architecture: amd64
Maintainer: ${manifest.author} <none@example.invalid>
Installed-Size: ${Math.ceil(installedBytes / 1024)}
Depends: ${DEPENDS.join(', ')}
Section: education
Priority: optional
Description: ${SUMMARY.en}
 ${manifest.productName} computes the textbook's bounds for client-server and peer-to-peer
 distribution, simulates both piece by piece, and lets you stop anywhere and
 look. It needs no network and no account, and speaks English and Korean.
`;

export const DESKTOP_ENTRY = `[Desktop Entry]
Type=Application
Name=${manifest.productName}
GenericName=Lab for peer-to-peer file distribution
GenericName[ko]=P2P 파일 분배 실험실
Comment=${SUMMARY.en}
Comment[ko]=${SUMMARY.ko}
Exec=${NAME} %f
Icon=${NAME}
Terminal=false
Categories=Education;ComputerScience;
MimeType=${SCENARIO_TYPE.mime};
StartupWMClass=${manifest.productName}
`;

/** JSON as well, so that an editor is offered too; the longer pattern wins over `*.json`. */
export const MIME_TYPES = `<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="${SCENARIO_TYPE.mime}">
    <comment>${SCENARIO_TYPE.en}</comment>
    <comment xml:lang="ko">${SCENARIO_TYPE.ko}</comment>
    <sub-class-of type="application/json"/>
    <glob pattern="*.${SCENARIO_TYPE.ending}"/>
    <icon name="${NAME}"/>
  </mime-type>
</mime-info>
`;

/** @param {string} licence our own */
export const copyrightOf = (licence) => `Swarm Lab is under the licence below. Its parts are under those in /${HOME}:
LICENSE.electron.txt, LICENSES.chromium.html and NOTICES.txt.

${licence}`;
