# An exhibit as the shell of one account, by Shell Launcher of Windows
# Enterprise, Education or IoT Enterprise. Run once as administrator:
#   .\shell_launcher.ps1 -Account museum
param(
    [Parameter(Mandatory)] [string] $Account,
    [string] $Program = "C:\Program Files\Sungari\sungari.exe",
    [string] $Config = "C:\ProgramData\Sungari\kiosk.ron"
)
$ErrorActionPreference = "Stop"

Enable-WindowsOptionalFeature -Online -NoRestart -All `
    -FeatureName Client-DeviceLockdown, Client-EmbeddedShellLauncher | Out-Null

$launcher = [wmiclass]"\\localhost\root\standardcimv2\embedded:WESL_UserSetting"
$sid = (New-Object System.Security.Principal.NTAccount($Account)).Translate(
    [System.Security.Principal.SecurityIdentifier]).Value

# Exit codes of the exhibit, and what Windows does: 0 starts it again, 1 restarts
# the machine, 2 switches it off, 3 does nothing. For any other, it starts again.
$codes = [int[]](0, 1, 2, 3)
$actions = [int[]](0, 1, 2, 3)
$shell = "`"$Program`" kiosk --config `"$Config`""

$launcher.SetDefaultShell("explorer.exe", 0) | Out-Null
$launcher.SetCustomShell($sid, $shell, $codes, $actions, 0) | Out-Null
$launcher.SetEnabled($true) | Out-Null
"$Account now has the exhibit for its shell. Everybody else keeps the desktop."
