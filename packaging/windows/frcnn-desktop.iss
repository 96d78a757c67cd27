; Inno Setup 6: an installer for one user or for all, from what packaging/build.py built.
; iscc /DVersion=0.1.0 /DSource=..\..\build\dist\frcnn-desktop packaging\windows\frcnn-desktop.iss
; Written, not run: there was no Windows at hand.

#ifndef Version
  #error Say which version: /DVersion=...
#endif
#ifndef Source
  #define Source "..\..\build\dist\frcnn-desktop"
#endif
#define Name "frcnn-desktop"
#define Starter "frcnn-desktop-gui.exe"

[Setup]
AppId={{6E1B8C0A-5C2B-4B57-9F43-0C6E0C1F7A11}
AppName={#Name}
AppVersion={#Version}
AppPublisher={#Name} contributors
DefaultDirName={autopf}\{#Name}
DefaultGroupName={#Name}
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
ChangesAssociations=yes
Compression=lzma2/max
SolidCompression=no
DiskSpanning=no
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename={#Name}-{#Version}-windows-x64
SetupIconFile=..\..\build\work\frcnn-desktop\icons\app.ico
UninstallDisplayIcon={app}\{#Starter}
WizardStyle=modern

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"
Name: "korean"; MessagesFile: "compiler:Languages\Korean.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Files]
Source: "{#Source}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\{#Name}"; Filename: "{app}\{#Starter}"
Name: "{autodesktop}\{#Name}"; Filename: "{app}\{#Starter}"; Tasks: desktopicon

[Registry]
; Offered under "Open with"; what opens images now stays as it is.
Root: HKA; Subkey: "Software\Classes\Applications\{#Starter}"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "{#Name}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\{#Starter}\shell\open\command"; ValueType: string; ValueData: """{app}\{#Starter}"" ""%1"""
Root: HKA; Subkey: "Software\Classes\Applications\{#Starter}\SupportedTypes"; ValueType: string; ValueName: ".jpg"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\{#Starter}\SupportedTypes"; ValueType: string; ValueName: ".jpeg"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\{#Starter}\SupportedTypes"; ValueType: string; ValueName: ".png"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\{#Starter}\SupportedTypes"; ValueType: string; ValueName: ".bmp"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\{#Starter}\SupportedTypes"; ValueType: string; ValueName: ".webp"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\{#Starter}\SupportedTypes"; ValueType: string; ValueName: ".tif"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\{#Starter}\SupportedTypes"; ValueType: string; ValueName: ".tiff"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Directory\shell\{#Name}"; ValueType: string; ValueData: "Open with {#Name}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Directory\shell\{#Name}"; ValueType: string; ValueName: "Icon"; ValueData: "{app}\{#Starter}"
Root: HKA; Subkey: "Software\Classes\Directory\shell\{#Name}\command"; ValueType: string; ValueData: """{app}\{#Starter}"" ""%1"""

[Run]
Filename: "{app}\{#Starter}"; Description: "{cm:LaunchProgram,{#Name}}"; Flags: nowait postinstall skipifsilent
