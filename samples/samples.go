// Package samples holds complete small worlds: workspaces to learn from, to try turno on
// and to test it with. They are embedded in the binary and read through the same door as
// a folder on disk.
//
// # moda
//
// An Italian fashion house, Europe/Rome: public posts, private messages and the shop's
// chat, 20 people in Milan and Turin, answers between 9 and 21. Its year has sales,
// fashion weeks and an empty August; every order placed brings messages days later. The
// history ends on Sunday 2026-11-08 and the week after it is an ordinary one. Black Friday
// lies ahead on 2026-11-27; last year's is in the history.
//
// # volo
//
// An airline, round the clock: a marketing and a service handle, telephone in Italian and
// English, 60 people of whom some work nights. Its Augusts are half as busy again as its
// winters, and its bursts come after midnight when late flights are cancelled. The history ends on Sunday
// 2026-09-13.
//
// # banka
//
// A bank in Moscow, where clocks never change: public pages with an automatic reply by
// night, chat and telephone from 8 to 22, 25 people, some of them two long days on and two
// off. Salary days, failures of the app and a New Year of ten days shape its history,
// which ends on Sunday 2026-11-08.
//
// The histories are made by the program in the folder generate, which explains how, and
// truth.json beside each keeps what was really at work in them: campaigns, bursts, shifts
// of level, outages and gaps. The other files are written by hand.
package samples

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed */turno.yaml */*.csv */*.csv.gz
var worlds embed.FS

// Names lists the samples, the usual first choice first.
func Names() []string { return []string{"moda", "volo", "banka"} }

// Open gives the workspace of a sample: turno.yaml and the files beside it. An unknown
// name is answered with the list and, when it begins like one of them, with that one.
func Open(name string) (fs.FS, error) {
	hint := ""
	for _, known := range Names() {
		if name == known {
			return fs.Sub(worlds, known)
		}
		if len(name) >= 2 && strings.EqualFold(name[:2], known[:2]) {
			hint = fmt.Sprintf(", did you mean %s?", known)
		}
	}
	return nil, fmt.Errorf("sample %q does not exist: expected one of %s%s", name, strings.Join(Names(), ", "), hint)
}
