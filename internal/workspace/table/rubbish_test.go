package table

import (
	"flag"
	"os"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the messages of testdata/rubbish.txtar anew")

// read reads a table by the kind that its folder names.
func read(t testing.TB, kind, name, text string) error {
	opt := PeopleOptions{Zone: zone(t, "Europe/Rome"), Agents: []string{"anna", "bruno"}, Contracts: []string{"full", "part"}, Queues: []string{"social-it", "chat-it"}}
	r := strings.NewReader(text)
	var err error
	switch kind {
	case "history":
		_, err = ReadHistory(name, r, HistoryOptions{Zone: opt.Zone})
	case "mapped":
		_, err = ReadHistory(name, r, HistoryOptions{Zone: opt.Zone, Columns: Columns{"queue": "brand", "volume": "count"}})
	case "agents":
		_, err = ReadAgents(name, r, opt)
	case "absences":
		_, err = ReadAbsences(name, r, opt)
	case "requests":
		_, err = ReadRequests(name, r, opt)
	case "assessments":
		opt.Now = time.Date(2026, 11, 9, 0, 0, 0, 0, opt.Zone)
		_, err = ReadAssessments(name, r, opt)
	case "candidates":
		_, err = ReadCandidates(name, r, opt)
	case "roster":
		_, err = ReadRoster(name, r, opt)
	default:
		t.Fatalf("no reader for %s", kind)
	}
	return err
}

// Every table in testdata/rubbish.txtar is answered with the messages that follow it.
func TestRubbish(t *testing.T) {
	const file = "testdata/rubbish.txtar"
	archive, err := txtar.ParseFile(file)
	require.NoError(t, err)
	for i, f := range archive.Files {
		kind, base := path.Split(f.Name)
		if strings.HasSuffix(base, ".want") || i+1 == len(archive.Files) {
			continue
		}
		text := strings.NewReplacer("<tab>", "\t", "<nul>", "\x00", "<latin>", "\xe8", "<esc>", "\x1b", "<empty>\n", "", "<zip>", "PK\x03\x04", "<utf16>", "\xff\xfe").Replace(string(f.Data))
		err := read(t, strings.TrimSuffix(kind, "/"), base, text)
		if !assert.Error(t, err, f.Name) {
			continue
		}
		want := archive.Files[i+1]
		require.Equal(t, strings.TrimSuffix(f.Name, ".csv")+".want", want.Name)
		if *update {
			archive.Files[i+1].Data = []byte(err.Error() + "\n")
			continue
		}
		assert.Equal(t, string(want.Data), err.Error()+"\n", f.Name)
	}
	if *update {
		require.NoError(t, os.WriteFile(file, txtar.Format(archive), 0o644))
	}
}
