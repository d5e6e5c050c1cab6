// Package table reads the tables that people hand over: history, agents, absences,
// requests and rosters. A file is hostile until checked: whatever it holds, reading it
// ends soon, takes bounded memory, and answers with every fault at once (fault.Error),
// each with its line and column.
//
// How a file is packed, written and separated is the business of package rows; every table
// may be a workbook. Headers are matched without regard to case. A cell that begins with
// = + - or @ is plain text; an apostrophe before one, as the results folder writes it, is
// taken away again.
package table
