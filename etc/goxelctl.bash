# goxelctl.bash - completion for goxelctl in bash
#
# The program tells its commands, and a running server those of its stats
# socket; the names of the methods are put in by make install.
_goxelctl_methods='@METHODS@'

# What the stats socket offers after the words given: the next words.
_goxelctl_stats() {
	local said="$*"

	"${_goxelctl_program[@]}" stats help 2>/dev/null |
	    awk -v said="${said:+$said }" '
	NR > 1 {
		sub(/   .*/, "")
		if (index($0, said) == 1 && split(substr($0,
		    length(said) + 1), next_word, " ") > 0 &&
		    next_word[1] ~ /^[a-z]/)
			print next_word[1]
	}'
}

# Words that may follow COMMAND and the words after it.
_goxelctl_words() {
	local command=$1

	shift
	case $command:$# in
	'':*)
		"${_goxelctl_program[@]}" help 2>/dev/null |
		    sed -n 's/^  \([a-z][a-z]*\) .*/\1/p'
		;;
	call:0 | help:0)
		echo "$_goxelctl_methods"
		;;
	stats:*)
		_goxelctl_stats "$@"
		;;
	mcp:0)
		echo --spawn
		;;
	run:*)
		echo --window --keep-going --print
		;;
	esac
}

_goxelctl() {
	local current=${COMP_WORDS[COMP_CWORD]} at=1
	local -a _goxelctl_program=("${COMP_WORDS[0]}")

	while [[ $at -lt $COMP_CWORD && ${COMP_WORDS[at]} == -* ]]; do
		[[ ${COMP_WORDS[at]} != -[spt] ]] || at=$((at + 1))
		at=$((at + 1))
	done
	COMPREPLY=()
	# The value of an option: a file.
	[[ $at -le $COMP_CWORD ]] || return
	_goxelctl_program+=("${COMP_WORDS[@]:1:at - 1}")
	if [[ $at -eq $COMP_CWORD && $current == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W \
		    '-s -t -p --help --version' -- "$current")
		return
	fi
	mapfile -t COMPREPLY < <(compgen -W "$(_goxelctl_words \
	    "${COMP_WORDS[@]:at:COMP_CWORD - at}")" -- "$current")
}
complete -o default -F _goxelctl goxelctl
