declare module '@fontsource-variable/noto-sans-kr/index.css';
