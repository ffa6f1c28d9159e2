#compdef maskloom
# Completion of maskloom for zsh, as a file _maskloom of its path of functions or: source <(maskloom completion zsh)
_maskloom() {
  local of names kind more choices text name value
  local -a offered flags specs
  while IFS='|' read -r of names kind more choices text; do
    if [[ $kind == command ]]; then
      offered+=("$of:$text")
    elif [[ -z $of ]]; then
      flags+=("${names%% *}:$text")
    elif [[ $kind == word && $of == $words[2] ]]; then
      specs+=("*:word:($choices)")
    elif [[ $of == $words[2] ]]; then
      value=
      [[ $kind != file ]] || value=':value:_files'
      [[ $kind != value ]] || value=":value:${choices:+(${choices//:/\\:})}"
      [[ $kind != bare ]] || value='::value:'
      for name in ${=names}; do
        case $name:$kind in
          --*:flag | -[^-]*) ;;
          --*:bare) name+='=-' ;;
          *) name+='=' ;;
        esac
        specs+=("${more:-($names)}${name}[$text]$value")
      done
    fi
  done << 'END'
@TABLE@
END
  if (( CURRENT == 2 )); then
    _describe command offered -- flags
    return
  fi
  [[ $specs == *'*:word:'* ]] || specs+=('*:file:_files')
  shift words
  (( CURRENT-- ))
  _arguments $specs
}
if [[ $funcstack[1] == _maskloom ]]; then
  _maskloom "$@"
else
  compdef _maskloom maskloom
fi
