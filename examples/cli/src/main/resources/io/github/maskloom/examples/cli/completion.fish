# Completion of maskloom for fish: maskloom completion fish | source
for row in (string split \n -- '
@TABLE@
')
    set -l cells (string split '|' -- $row)
    test (count $cells) -eq 6; or continue
    set -l when -n "__fish_seen_subcommand_from $cells[1]"
    test -n "$cells[1]"; or set when -n __fish_use_subcommand
    set -l names
    for name in (string split ' ' -- $cells[2])
        switch $name
            case '--*'
                set -a names -l (string sub -s 3 -- $name)
            case '-*'
                set -a names -s (string sub -s 2 -- $name)
        end
    end
    set -l value
    switch $cells[3]
        case command
            complete -c maskloom -n __fish_use_subcommand -f -a $cells[1] -d $cells[6]
            continue
        case word
            complete -c maskloom $when -f -a $cells[5]
            continue
        case file
            set value -r -F
        case value
            set value -x
            test -z "$cells[5]"; or set -a value -a $cells[5]
    end
    complete -c maskloom $when $names $value -d $cells[6]
end
