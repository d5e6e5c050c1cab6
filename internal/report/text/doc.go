// Package text words what turno has found. The core returns typed findings and notes;
// here, and only here, they become sentences, from one catalogue per language: English,
// Italian or Russian.
//
// A language is two files of tables, so that a translator needs no Go: of templates
// (english.go, italian.go, russian.go) for what is found, and of phrases (phrases_it.go,
// phrases_ru.go) for everything else, by the English phrase that stands in the code. A test
// prints the phrases that a language lacks as lines to fill in. In a phrase,
// {contact/contacts} is the form that goes with the number before it.
//
// A placeholder of a template is {field} or {field:format}:
//
//	{agent} {queue} {names} {name1} {name2}   names
//	{kind}                                    a name that is the kind of a request or an absence, in words
//	{rules}                                   names that are codes of rules, in words
//	{from} {to} {span}                        local times, and both as a stretch; {from:d} is the day alone,
//	                                          {from:w} the Monday of the week that begins then
//	{law} {says}                              the first name in brackets, where there is one
//	{value} {limit}                           numbers; :d whole, :h hours, :% a percentage, :x a multiple,
//	                                          :c a time of day, :n day/days a whole number with its noun,
//	                                          in as many forms as the language has (день/дня/дней)
//	{day} {days} {at}                         of a change: its date, its days, its date with the time
package text
