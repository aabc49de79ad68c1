/**
 * `README.txt` in the folder and the zip, for whoever finds it on a stick.
 * @param {string} version
 */
export const readMe = (version) => `Swarm Lab ${version}

Unpack the zip on the computer's own disk, then start "swarm-lab" by a double-click or in a terminal:
    ./swarm-lab
    ./swarm-lab class.swarm.json
Nothing is installed and nothing is fetched. Settings and recovery copies lie in ~/.config/Swarm Lab.
If it ends at once with a word about the sandbox, this system allows no user namespaces to ordinary programs:
install the .deb instead, whose helper may do without them.
For a room full of computers (one language for all, scenarios of a course): docs/deployment.md in the sources.

압축 파일을 컴퓨터의 디스크에 풀고 "swarm-lab"을 두 번 누르거나 터미널에서 시작하세요.
    ./swarm-lab
설치하거나 내려받는 것은 없습니다. 설정과 복구 사본은 ~/.config/Swarm Lab에 있습니다.
샌드박스에 관한 말과 함께 바로 끝나면 이 시스템이 사용자 네임스페이스를 허용하지 않는 것이니 .deb를 설치하세요.

Licences: LICENSE.electron.txt, LICENSES.chromium.html, NOTICES.txt. Bill of materials: sbom.cdx.json (CycloneDX).
`;
