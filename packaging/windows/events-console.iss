; Unproven: nobody has run this yet.
;
; The installer, for Inno Setup 6: build.ps1 runs it with /DVersion=…

[Setup]
AppId=io.github.eventsconsole.EventsConsole
AppName=Events Console
AppVersion={#Version}
AppPublisher=The Events Console authors
AppPublisherURL=https://eventsconsole.github.io
DefaultDirName={autopf}\Events Console
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\icons\app.ico
UninstallDisplayIcon={app}\events-console-window.exe
OutputDir=..\..\dist
OutputBaseFilename=events-console-{#Version}-windows
Compression=lzma2
SolidCompression=yes
WizardStyle=modern

[Files]
Source: "..\..\build\windows\events-console\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{autoprograms}\Events Console"; Filename: "{app}\events-console-window.exe"; AppUserModelID: "io.github.eventsconsole.EventsConsole"

[Registry]
; Windows knows a file by what follows its last dot. JSON files keep their program, and offer this one in Open with.
Root: HKA; Subkey: "Software\Classes\EventsConsole.Request"; ValueType: string; ValueData: "PutEvents request"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\EventsConsole.Request\DefaultIcon"; ValueType: string; ValueData: "{app}\events-console-window.exe,0"
Root: HKA; Subkey: "Software\Classes\EventsConsole.Request\shell\open\command"; ValueType: string; ValueData: """{app}\events-console-window.exe"" ""%1"""
Root: HKA; Subkey: "Software\Classes\.json\OpenWithProgids"; ValueType: string; ValueName: "EventsConsole.Request"; Flags: uninsdeletevalue
