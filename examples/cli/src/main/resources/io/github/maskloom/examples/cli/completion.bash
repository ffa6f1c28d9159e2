# Completion of maskloom for bash, from version 3.2 on: source <(maskloom completion bash)
# Where it says nothing, bash completes files.
# shellcheck shell=bash
_maskloom() {
  local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
  local of names kind choices command='' offered='' reply
  if [[ $word == = ]]; then
    word=''
  elif [[ $previous == = ]]; then
    previous=${COMP_WORDS[COMP_CWORD-2]}
  fi
  if [[ $COMP_CWORD -gt 1 ]]; then
    command=${COMP_WORDS[1]}
  fi
  while IFS='|' read -r of names kind _ choices _; do
    if [[ $kind == command && -z $command ]]; then
      offered+=" $of"
    elif [[ $kind == command || $of != "$command" ]]; then
      continue
    elif [[ " $names " == *" $previous "* && $kind != flag && $kind != bare ]]; then
      offered=$choices
      break
    elif [[ $kind == word && $word != -* ]]; then
      offered+=" $choices"
    elif [[ -z $command || $word == -* ]]; then
      offered+=" ${names%% *}"
    fi
  done << 'END'
@TABLE@
END
  COMPREPLY=()
  while IFS='' read -r reply; do
    COMPREPLY+=("$reply")
  done < <(compgen -W "$offered" -- "$word")
}
complete -o default -F _maskloom maskloom
