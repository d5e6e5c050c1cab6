// Package table reads the tables that people hand over: history, agents, absences,
// requests and rosters. A file is hostile until checked: whatever it holds, reading it
// ends soon, takes bounded memory, and answers with every fault at once (fault.Error),
// each with its line and column.
//
// Files may be separated by comma, semicolon or tab, begin with a byte order mark and be
// compressed by gzip; all of this is found from the content, never from the name. Headers
// are matched without regard to case. A cell that begins with = + - or @ is plain text;
// an apostrophe before one, as the results folder writes it, is taken away again.
package table
