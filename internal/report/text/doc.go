// Package text words what turno has found. The core returns typed findings and notes;
// here, and only here, they become sentences, from one catalogue per language.
//
// A catalogue is a table of templates, so that a translator needs no Go. A placeholder is
// {field} or {field:format}:
//
//	{agent} {queue} {names} {name1} {name2}   names
//	{rules}                                   names that are codes of rules, in words
//	{from} {to} {span}                        local times, and both as a stretch
//	{value} {limit}                           numbers; :d whole, :h hours, :% a percentage, :x a multiple,
//	                                          :n day/days a whole number with its noun, :c a time of day
//	{day} {days} {at}                         of a change: its date, its days, its date with the time
package text
