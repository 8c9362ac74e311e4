import TestSupport

/// Command lines for `SideBySideTests`, one a line, in the syntax of scripts (`'...'`, `"\xHH"`).
let sideBySideRows: [SideBySideTests.Row] = lines.split(separator: "\n").filter { !$0.hasPrefix("//") }.map {
  SideBySideTests.Row(arguments: try! words($0.utf8, at: String($0)))
}

private let lines = ##"""
  // listings
  -
  --
  -0
  --null
  --nul
  --n
  -i
  -i -0
  -i0
  -0i
  - -0
  - A=1
  - -
  -- -
  -- --
  --ignore-environment
  --ignore-e
  X=1
  A=1
  A=
  A=1 A=2
  A=1 B=2 A=3
  X=1 Y=2 X=3
  X=
  X==
  X=a=b
  'X Y=1'
  "X\n=1\n2"
  "X\xFF=\xFE"
  -i X=1 Y=2
  -i X=1 X=2
  -i PATH=/bin
  // -u
  -u A
  -uA
  -uA -uB
  -u A -u B -u HOME
  -u NONE
  -u A A=2
  -u A B=2
  -uA -i X=1
  -iu A X=1
  -iuA
  -0uA
  --unset A
  --unset=A
  --uns=A
  --u A
  -u a
  -u LC_ALL
  -u
  --unset
  -u ''
  -u =
  -u A=
  -u A=1
  -u =A
  --unset=
  --unset==
  -u A -u
  -u -i
  -u -- A
  -u "a\nb="
  -u "\xFF="
  // -C
  -C /
  -C
  --chdir
  --chdir=/
  -C / pwd
  -C/ pwd
  -C / -C /usr pwd
  -C /none -C / pwd
  -C /none pwd
  -C '' pwd
  -C /etc/passwd pwd
  --chdir=/usr pwd
  --chdir /usr pwd
  --chd /usr pwd
  --c=/usr pwd
  --chdir= pwd
  -iC / pwd
  -C /usr ./bin/true
  -C /usr bin/true
  -C "/no\nne" true
  -C "/no'ne" true
  -C "/\xFF" true
  -C 'a b' true
  -C / -0
  -C / X=1
  // unknown and wrong
  -x
  -X
  -1
  -ix
  -i -x
  -0x
  -xi
  -=
  -?
  -:
  -W
  -W foo
  "-\xFF"
  "-\n"
  '-\'
  -h
  -V
  -A
  -vx
  '- '
  '-i '
  "-i\t"
  '-i A=1'
  '-i A=1' x
  '-v -S x'
  '-uA B'
  '-x '
  '--ignore-environment=x'
  --null=
  --null=x
  --debug=1
  --list-signal-handling=
  --help=x
  --version=x
  // with a command
  true
  false
  /bin/true
  /bin/false
  -- true
  -i true
  -i /bin/echo x
  echo
  echo a b 'c d' ''
  echo -i
  echo -- -u A=1
  A=1 echo A=2
  A=9 sh -c 'echo $A'
  -i sh -c 'echo $A-$B-$HOME'
  -u A sh -c 'echo ${A-unset}'
  -u A A=2 sh -c 'echo $A'
  sh -c 'exit 0'
  sh -c 'exit 1'
  sh -c 'exit 3'
  sh -c 'exit 125'
  sh -c 'exit 126'
  sh -c 'exit 127'
  sh -c 'exit 255'
  sh -c 'kill -TERM $$'
  sh -c 'kill -KILL $$'
  sh -c 'kill -HUP $$'
  sh -c 'kill -PIPE $$'
  cat
  -i cat
  printenv A
  printenv NONE
  -i printenv
  -i X=1 printenv
  env
  env -i X=1
  -i env
  cat /proc/self/environ
  -i X=1 Y= cat /proc/self/environ
  cat /proc/self/cmdline
  cat /proc/self/cmdline - a ''
  -0 true
  -0 X=1 true
  -0i true
  --null true
  // not found, not runnable
  none
  ./none
  /none
  /none/none
  none a b
  -i none
  X=1 none
  -- none
  -- -none
  ''
  X=1 ''
  '' ''
  /
  /etc
  .
  ..
  ./
  /etc/passwd
  /etc/passwd/x
  passwd/
  "no\nne"
  "no\tne"
  'no ne'
  ' '
  ' none'
  "no\e[31mne"
  "no\xFFne"
  "n\xC3\xA9"
  "it's"
  'a"b'
  'a\b'
  'a?b'
  'a$b`c'
  "a'b\"c"
  "a'\n"
  PATH=/none true
  PATH= true
  PATH=: true
  PATH=/etc passwd
  PATH=/etc:/bin true
  PATH=/bin: true
  PATH=/etc/passwd:/bin true
  PATH=/none:/etc passwd
  -u PATH true
  -u PATH none
  -i none
  -i PATH=/none true
  X=1 -i
  X=1 -- true
  X=1 -u A
  // -v
  -v
  -vi
  -v -0
  -v X=1
  -v -i X=1
  -v -u A
  -v -u A -u B X=1 true
  -uA -v true
  -v true
  -v true a 'b c' ''
  -v -C / true
  -v -C /none true
  -v none
  -v -i none
  -vi X=1 true
  -v -- true
  -v "X=\n" true "a\nb"
  -v "it's"
  -v true "it's" 'a\b' "\xFF" "\t"
  --debug true
  --debug -i true
  -vv true
  -v -v -i -i true
  -v -u ''
  -v -x
  // signals
  --list-signal-handling true
  --list-signal true
  --l true
  --list-signal-handling
  --ignore-signal=INT --list-signal-handling true
  --ignore-signal=SIGINT --list-signal-handling true
  --ignore-signal=2 --list-signal-handling true
  --ignore-signal=int --list-signal-handling true
  --ignore-signal=sigint --list-signal-handling true
  --ignore-signal=HUP,INT,TERM --list-signal-handling true
  --ignore-signal=TERM,HUP --list-signal-handling true
  --ignore-signal=HUP --ignore-signal=TERM --list-signal-handling true
  --ignore-signal --list-signal-handling true
  --block-signal=INT --list-signal-handling true
  --block-signal=INT,USR1,USR2 --list-signal-handling true
  --block-signal --list-signal-handling true
  --block-signal=INT --ignore-signal=INT --list-signal-handling true
  --block-signal=INT --ignore-signal=HUP --list-signal-handling true
  --default-signal --list-signal-handling true
  --default-signal=INT --list-signal-handling true
  --ignore-signal=INT --default-signal=INT --list-signal-handling true
  --default-signal=INT --ignore-signal=INT --list-signal-handling true
  --block-signal=INT --default-signal=INT --list-signal-handling true
  --default-signal=INT --block-signal=INT --list-signal-handling true
  --ignore-signal --default-signal=PIPE --list-signal-handling true
  --ignore-signal=CHLD --list-signal-handling true
  --ignore-signal=CLD --list-signal-handling true
  --ignore-signal=IO --list-signal-handling true
  --ignore-signal=POLL --list-signal-handling true
  --ignore-signal=ABRT --list-signal-handling true
  --ignore-signal=IOT --list-signal-handling true
  --ignore-signal=SYS --list-signal-handling true
  --ignore-signal=UNUSED --list-signal-handling true
  --ignore-signal=STKFLT --list-signal-handling true
  --ignore-signal=PWR --list-signal-handling true
  --ignore-signal=INFO --list-signal-handling true
  --ignore-signal=LOST --list-signal-handling true
  --ignore-signal=RTMIN --list-signal-handling true
  --ignore-signal=RTMAX --list-signal-handling true
  --ignore-signal=RTMIN+1 --list-signal-handling true
  --ignore-signal=RTMIN+30 --list-signal-handling true
  --ignore-signal=RTMIN+31 --list-signal-handling true
  --ignore-signal=RTMAX-1 --list-signal-handling true
  --ignore-signal=RTMAX-30 --list-signal-handling true
  --ignore-signal=RTMIN-1 --list-signal-handling true
  --ignore-signal=RTMAX+1 --list-signal-handling true
  --ignore-signal=rtmin+2 --list-signal-handling true
  --ignore-signal=64 --list-signal-handling true
  --ignore-signal=65 --list-signal-handling true
  --ignore-signal=0 true
  --ignore-signal=EXIT true
  --ignore-signal=-1 true
  --ignore-signal=999 true
  --ignore-signal=129 --list-signal-handling true
  --ignore-signal=143 --list-signal-handling true
  --ignore-signal=1x true
  --ignore-signal=NOPE true
  --ignore-signal=SIG true
  --ignore-signal=SIGSIGINT true
  --ignore-signal='INT ' true
  --ignore-signal=' INT' true
  --ignore-signal=INT, true
  --ignore-signal=,INT --list-signal-handling true
  --ignore-signal=INT,NOPE true
  --ignore-signal="a\nb" true
  --ignore-signal=KILL true
  --ignore-signal=STOP true
  --ignore-signal=9 true
  --default-signal=KILL true
  --block-signal=KILL true
  --block-signal=STOP --list-signal-handling true
  --block-signal=NOPE true
  --default-signal=NOPE true
  --ignore-signal INT
  --block-signal INT true
  --ignore-signal=INT
  --ignore-signal=NOPE
  --block --list-signal-handling true
  --block=INT --list-signal-handling true
  --default-s=INT true
  --ignore-s=INT --list-signal-handling true
  -v --ignore-signal=INT true
  -v --block-signal=INT true
  -v --default-signal=INT true
  -v --ignore-signal=INT,HUP --block-signal=TERM --default-signal=PIPE true
  -v --ignore-signal=RTMIN true
  -v --block-signal true
  -v --ignore-signal=INT --list-signal-handling true
  --ignore-signal=TERM sh -c 'kill -TERM $$; echo alive'
  --block-signal=TERM sh -c 'kill -TERM $$; echo alive'
  --default-signal=TERM sh -c 'kill -TERM $$; echo alive'
  // -S
  -S
  --split-string
  -S ''
  -S ' '
  -S true
  -Strue
  -S 'echo a b'
  '-Secho a b'
  '-S echo a b' c
  -S 'echo a b' c 'd e'
  --split-string='echo a'
  --split-string 'echo a'
  --split='echo a'
  --s='echo a'
  -iS 'X=1'
  -S '-i X=1'
  -S '-i' X=1
  -S '-u A' -u B
  -S '-uA sh -c' 'echo ${A-unset}'
  -S 'X=1' sh -c 'echo $X'
  -S '-C /usr pwd'
  -S '-C' /usr pwd
  -S '-u' A
  -S '-i -- X=1'
  -S '--' -i
  -S '-v true a'
  -vS 'true a'
  -vS 'true a b' c
  '-vS true'
  -vS ''
  -v -S ''
  -S '-S true'
  -S '-S "echo a b" c' d
  -S '-S' 'echo a b'
  -S '-x'
  -S '-u'
  -S '-i -S'
  -S 'none a'
  -S '"no ne" a'
  -S 'echo "a b"'
  -S "echo 'a b'"
  -S 'echo "a\tb"'
  -S 'echo a\tb'
  -S "echo 'a\\tb'"
  -S "echo 'a\\'b'"
  -S "echo \"a'b\""
  -S "echo 'a\"b'"
  -S 'echo ""'
  -S 'printf [%s] "" a'
  -S "printf [%s] '' a"
  -S 'printf [%s] a""b'
  -S 'printf [%s] a\_b'
  -S 'printf [%s] "a\_b"'
  -S 'printf [%s] \_a\_'
  -S 'printf [%s] a\cb'
  -S 'printf [%s] a \c b' c
  -S 'printf [%s] "a\c"'
  -S 'printf [%s] a #b'
  -S 'printf [%s] a#b'
  -S '#a'
  -S ' #a' true
  -S 'printf [%s] \#a'
  -S 'printf [%s] "#a"'
  -S 'printf [%s] \"a\"'
  -S "printf [%s] \\'a\\'"
  -S 'printf [%s] ${A}'
  -S 'printf [%s] ${B}'
  -S 'printf [%s] "${B}"'
  -S "printf [%s] '${B}'"
  -S 'printf [%s] a${A}b${B}c'
  -S 'printf [%s] ${NONE}'
  -S 'printf [%s] ${NONE}a'
  -S 'printf [%s] "${NONE}"'
  -S 'printf [%s] ${EMPTY}'
  -S 'printf [%s] ${EMPTY} b'
  -S 'printf [%s] \${A}'
  -S 'printf [%s] "\${A}"'
  -iS 'printf [%s] ${A}'
  -uA -S 'printf [%s] ${A}'
  -S 'A=9 printf [%s] ${A}'
  -S 'X=${A} sh -c "echo \$X"'
  -S '${A}=1'
  -S 'printf [%s] $A'
  -S 'printf [%s] $'
  -S 'printf [%s] ${'
  -S 'printf [%s] ${}'
  -S 'printf [%s] ${A'
  -S 'printf [%s] ${A:-b}'
  -S 'printf [%s] ${1A}'
  -S 'printf [%s] ${A-}'
  -S 'printf [%s] $$'
  -S 'printf [%s] "'
  -S "printf [%s] '"
  -S 'printf [%s] \'
  -S 'printf [%s] "\'
  -S 'printf [%s] \q'
  -S 'printf [%s] "\q"'
  -S "printf [%s] '\\q'"
  -S 'printf [%s] \0'
  -S 'printf [%s] \x41'
  -S "printf [%s] \xFF"
  -S "printf [%s]\na\tb\x0Bc\x0Cd\re"
  -S 'printf [%s] a' '' b
  """##
