@echo off
rem Starts netwright from the folder it lies in.
rem   JAVA_HOME               the Java to use; else the one on the PATH
rem   NETWRIGHT_JAVA_OPTIONS  more options for it
setlocal
for %%i in ("%~dp0..") do set "HOME_DIR=%%~fi"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo error: netwright needs Java 17 or newer, and there is no java 1>&2
  echo hint: install one, or set JAVA_HOME 1>&2
  exit /b 3
)
if not defined TF_CPP_MIN_LOG_LEVEL set "TF_CPP_MIN_LOG_LEVEL=3"
"%JAVA%" -XX:+UseSerialGC -Xss8m -Djava.awt.headless=true "-Dnetwright.home=%HOME_DIR%" -cp "%HOME_DIR%\lib\*" %NETWRIGHT_JAVA_OPTIONS% org.netwright.cli.Main %*
exit /b %ERRORLEVEL%
