package result

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/internal/workspace/fault"
)

func text(name, content string) File {
	return File{Name: name, Write: func(w io.Writer) error { _, err := io.WriteString(w, content); return err }}
}

const resultMark = `{"version":1,"kind":"plan"}`

// tree lists every file below a folder with its content.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	require.NoError(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		require.NoError(t, err)
		name, err := filepath.Rel(dir, path)
		require.NoError(t, err)
		if d.Type().IsRegular() {
			content, err := os.ReadFile(path)
			require.NoError(t, err)
			out[filepath.ToSlash(name)] = string(content)
		} else if name != "." {
			out[filepath.ToSlash(name)] = "-"
		}
		return nil
	}))
	return out
}

func TestWriteReplacesAnEarlierResult(t *testing.T) {
	base := t.TempDir()
	dir := filepath.Join(base, "above", "out")
	require.NoError(t, Write(dir, []File{text("plan.json", resultMark), text("ics/anna.ics", "old"), text("roster.csv", "old")}))
	require.NoError(t, Write(dir, []File{text("plan.json", resultMark), text("ics/bruno.ics", "new")}))
	assert.Equal(t, map[string]string{"above": "-", "above/out": "-", "above/out/plan.json": resultMark, "above/out/ics": "-", "above/out/ics/bruno.ics": "new"}, tree(t, base))
	info, err := os.Stat(dir)
	require.NoError(t, err)
	assert.NotZero(t, info.Mode().Perm()&0o050, "others may read, as far as the umask lets them")
}

func TestWriteIntoEmptyAndLinkedFolders(t *testing.T) {
	base := t.TempDir()
	empty, link := filepath.Join(base, "empty"), filepath.Join(base, "link")
	require.NoError(t, os.Mkdir(empty, 0o755))
	require.NoError(t, os.Symlink(empty, link))
	require.NoError(t, Write(link, []File{text("plan.json", resultMark)}))
	assert.Equal(t, map[string]string{"plan.json": resultMark}, tree(t, empty))
	info, err := os.Lstat(link)
	require.NoError(t, err)
	assert.NotZero(t, info.Mode()&fs.ModeSymlink)
}

func TestWriteFailsWithoutATrace(t *testing.T) {
	broken := File{Name: "roster.csv", Write: func(io.Writer) error { return errors.New("cancelled") }}
	for _, earlier := range []bool{false, true} {
		base := t.TempDir()
		dir := filepath.Join(base, "a", "b", "out")
		if earlier {
			require.NoError(t, Write(dir, []File{text("plan.json", resultMark), text("roster.csv", "old")}))
		}
		before := tree(t, base)
		err := Write(dir, []File{text("plan.json", "{}"), text("ics/anna.ics", "x"), broken})
		require.ErrorContains(t, err, "writing roster.csv: cancelled")
		assert.Equal(t, before, tree(t, base))
	}
}

func TestUsable(t *testing.T) {
	base := t.TempDir()
	at := func(name string) string { return filepath.Join(base, name) }
	put := func(name, content string) {
		require.NoError(t, os.MkdirAll(filepath.Dir(at(name)), 0o755))
		require.NoError(t, os.WriteFile(at(name), []byte(content), 0o644))
	}
	put("file", "x")
	put("others/notes.txt", "x")
	put("foreign/plan.json", `{"version":"1.0","kind":"x"}`)
	put("list/plan.json", `[1,2,3,4,5]`)
	put("mixed/plan.json", resultMark)
	put("mixed/notes.txt", "x")
	put("folder/plan.json", resultMark)
	put("folder/src/main.go", "x")
	put("calendars/plan.json", resultMark)
	put("calendars/ics/photo.jpg", "x")
	put("good/plan.json", resultMark)
	put("good/ics/anna.ics", "x")
	put("good/forecast.csv", "x")
	require.NoError(t, os.Symlink(at("nowhere"), at("dangling")))
	t.Chdir(at("good"))
	for name, want := range map[string]string{
		"file": "a file", "others": "no plan.json of an earlier result", "foreign": "no plan.json", "list": "no plan.json", "mixed": "holds notes.txt", "folder": "holds src",
		"calendars": "holds ics", "dangling": "a link to nothing", "good": "the folder you are in", "file/out": "",
	} {
		err := Usable(at(name))
		var faults *fault.Error
		require.ErrorAs(t, err, &faults, name)
		assert.ErrorContains(t, err, want)
		assert.ErrorAs(t, Write(at(name), []File{text("plan.json", resultMark)}), &faults, name)
	}
	assert.ErrorContains(t, Usable(""), "names no folder")
	assert.ErrorContains(t, Usable("/"), "the root")
	t.Chdir(base)
	assert.NoError(t, Usable("good"))
	assert.NoError(t, Usable("new/below"))
	assert.NoDirExists(t, at("new"))
}

func TestUsableTriesToWrite(t *testing.T) {
	base := t.TempDir()
	closed := filepath.Join(base, "closed")
	require.NoError(t, os.Mkdir(closed, 0o555))
	if os.Geteuid() == 0 || os.Mkdir(filepath.Join(closed, "x"), 0o755) == nil {
		closed = "/proc" // nobody makes folders there
		if _, err := os.Stat("/proc/self"); err != nil {
			t.Skip("no folder here is closed to this user")
		}
	}
	for _, dir := range []string{filepath.Join(closed, "out"), filepath.Join(closed, "a", "b")} {
		err := Usable(dir)
		var faults *fault.Error
		require.ErrorAs(t, err, &faults, dir)
		assert.ErrorContains(t, err, "nothing can be written to "+closed+" (")
	}
	before := tree(t, base)
	require.NoError(t, Usable(filepath.Join(base, "a", "b", "out")))
	assert.Equal(t, before, tree(t, base))
	assert.ErrorContains(t, Usable(filepath.Join(base, strings.Repeat("x", 300), "out")), "cannot be")
}

func TestWriteRefusesNames(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	for _, name := range []string{"", ".", "/etc/passwd", "../x", "a/b", "ics/../x", "ics/a/b", `ics\x`, "C:x", ".hidden", "ics/.x", "x\x00"} {
		assert.Error(t, Write(dir, []File{text(name, "x")}), name)
	}
	assert.Error(t, Write(dir, []File{text("a.csv", "x"), text("A.csv", "x")}))
	assert.NoDirExists(t, dir)
}

func ExampleFileNames() {
	fmt.Println(strings.Join(FileNames([]string{"anna", "Anna", "../../etc/passwd", "Łukasz Żak", "=1+1", "con", "", "anna-2"}), " "))
	// Output: anna Anna-2 etc-passwd Łukasz-Żak 1-1 agentcon agent anna-2-2
}

func TestFileNamesAreUniqueAndPlain(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		ids := rapid.SliceOf(rapid.OneOf(rapid.String(), rapid.StringMatching(`[aA./\\ -]{0,4}`))).Draw(r, "ids")
		seen := map[string]bool{}
		for _, n := range FileNames(ids) {
			require.NoError(r, checkName("ics/"+n+".ics", nil))
			require.False(r, seen[strings.ToLower(n)])
			require.Less(r, len(n), 200)
			seen[strings.ToLower(n)] = true
		}
	})
}

func BenchmarkWrite(b *testing.B) {
	base := b.TempDir()
	files := []File{text("plan.json", resultMark)}
	for i := range 60 {
		files = append(files, text(fmt.Sprintf("ics/agent-%d.ics", i), strings.Repeat("x", 4096)))
	}
	for b.Loop() {
		require.NoError(b, Write(filepath.Join(base, "out"), files))
	}
}

func TestWriteNewNeverReplaces(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "published", "0001")
	files := []File{{Name: "roster.csv", Write: func(w io.Writer) error { _, err := io.WriteString(w, "one"); return err }}}
	require.NoError(t, WriteNew(dir, files))
	files[0].Write = func(w io.Writer) error { _, err := io.WriteString(w, "two"); return err }
	assert.ErrorContains(t, WriteNew(dir, files), "there already")
	data, err := os.ReadFile(filepath.Join(dir, "roster.csv"))
	require.NoError(t, err)
	assert.Equal(t, "one", string(data))

	failing := []File{{Name: "roster.csv", Write: func(io.Writer) error { return errors.New("full disk") }}}
	other := filepath.Join(filepath.Dir(dir), "0002")
	assert.ErrorContains(t, WriteNew(other, failing), "full disk")
	entries, err := os.ReadDir(filepath.Dir(dir))
	require.NoError(t, err)
	assert.Len(t, entries, 1, "nothing is left behind")
}

func TestWriteTable(t *testing.T) {
	name := filepath.Join(t.TempDir(), "r.csv")
	text := func(s string) func(io.Writer) error {
		return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
	}
	require.NoError(t, WriteTable(name, text("one")))
	require.NoError(t, WriteTable(name, text("two")))
	assert.ErrorContains(t, WriteTable(name, func(io.Writer) error { return errors.New("full disk") }), "full disk")
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	assert.Equal(t, "two", string(data))
	entries, err := os.ReadDir(filepath.Dir(name))
	require.NoError(t, err)
	assert.Len(t, entries, 1)
}
