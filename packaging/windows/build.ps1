# Unproven: nobody has run this yet.
#
# Builds the program and its installer in dist\, on Windows 10 or newer with Python 3.11 or newer and Inno Setup 6
# (iscc on PATH). The installer needs no administrator, and offers the program for JSON files.
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")
Write-Output "Unproven: nobody has run this yet. Please tell the project what happened."

function Invoke-Step([string] $Program, [string[]] $Arguments) {
    & $Program @Arguments
    if ($LASTEXITCODE -ne 0) { throw "Failed: $Program $Arguments" }
}

Invoke-Step "py" @("-3", "-m", "venv", "build\venv")
$python = "build\venv\Scripts\python.exe"
$pip = @("-m", "pip", "install", "--quiet")
Invoke-Step $python ($pip + @("--require-hashes", "--only-binary=:all:", "-r", "packaging\requirements-package.txt"))
Invoke-Step $python ($pip + @("--no-index", "--no-deps", "--no-build-isolation", "--editable", "."))
$version = & $python -c "from events_console import __version__; print(__version__)"
$env:SOURCE_DATE_EPOCH = git log -1 --format=%ct
$env:PYTHONHASHSEED = "0"

Invoke-Step $python @("packaging\icons.py")
$places = @("--distpath", "build\windows", "--workpath", "build\pyinstaller")
$build = @("-m", "PyInstaller", "--noconfirm", "--clean") + $places
Invoke-Step $python ($build + @("packaging\pyinstaller\events-console.spec"))
$folder = "build\windows\events-console"
$env:PYTHONUTF8 = "1"
& $python packaging\third_party.py | Out-File -Encoding utf8 "$folder\third-party.txt"
Copy-Item LICENSE $folder
Invoke-Step "$folder\events-console.exe" @("--self-check")

Invoke-Step "iscc" @("/Qp", "/DVersion=$version", "packaging\windows\events-console.iss")
Get-FileHash -Algorithm SHA256 "dist\events-console-$version-windows.exe"
