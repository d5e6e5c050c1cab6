package result

import (
	"bufio"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"turno/internal/workspace/fault"
)

// The folders that a results folder may hold, with the ends of the names in them.
const (
	calendars = "ics"
	charts    = "charts"
)

var inner = map[string][]string{calendars: {".ics"}, charts: {".svg", ".png"}}

// marker is the file by which a results folder is known.
const marker = "plan.json"

// File is one file of a results folder. Name may begin with ics/ or charts/.
type File struct {
	Name  string
	Write func(io.Writer) error
}

// Usable says whether results may be written to dir: it must not exist, be empty, or hold
// an earlier result (a plan.json of ours) and nothing that is not of one; and a folder
// beside it can be made, which Usable tries and takes away again. The error is a
// *fault.Error of --out that says what is in the way. Commands ask before the long work.
func Usable(dir string) error {
	target, err := survey(dir)
	if err != nil {
		return err
	}
	if err := tryBeside(target); err != nil {
		place := filepath.Dir(target)
		if e, ok := errors.AsType[*fs.PathError](err); ok {
			place, err = filepath.Dir(e.Path), e.Err
		}
		return &fault.Error{Faults: []fault.Fault{{File: dir,
			Expected: fmt.Sprintf("cannot be made, since nothing can be written to %s (%v): expected a folder where you may write", place, err)}}}
	}
	return nil
}

// tryBeside makes a folder beside target, as Write does, and leaves no trace of it.
func tryBeside(target string) error {
	above, err := makeAbove(filepath.Dir(target))
	if err != nil {
		return err
	}
	trial := beside(target, "try")
	err = os.Mkdir(trial, 0o777)
	if err == nil {
		err = os.Remove(trial)
	}
	for _, made := range above {
		_ = os.Remove(made) // stays when others have put something there meanwhile
	}
	return err
}

// Write makes dir the folder of these files, in place of an earlier result there. All of
// them are written to a folder beside it and flushed to the disk before it takes dir's
// place by renaming; on any failure dir is as it was and nothing else is left behind.
// Folders above dir are made. It fails with Usable's error, that of a file's Write, or
// that of the disk.
func Write(dir string, files []File) (err error) {
	for i, f := range files {
		if err := checkName(f.Name, files[:i]); err != nil {
			return err
		}
	}
	target, err := survey(dir)
	if err != nil {
		return err
	}
	above, err := makeAbove(filepath.Dir(target))
	if err != nil {
		return err
	}
	fresh := beside(target, "new")
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(fresh))
			for _, made := range above {
				_ = os.Remove(made) // stays when others have put something there meanwhile
			}
		}
	}()
	if err = fill(fresh, files); err != nil {
		return err
	}
	return swap(fresh, target)
}

// WriteNew makes dir the folder of these files as Write does, but only where there is
// nothing of that name yet: of two who write it, one fails.
func WriteNew(dir string, files []File) (err error) {
	for i, f := range files {
		if err := checkName(f.Name, files[:i]); err != nil {
			return err
		}
	}
	above, err := makeAbove(filepath.Dir(dir))
	if err != nil {
		return err
	}
	fresh := beside(dir, "new")
	if err = fill(fresh, files); err == nil {
		if _, there := os.Lstat(dir); there == nil {
			err = fmt.Errorf("%s is there already: somebody else has just written it", dir)
		} else {
			err = os.Rename(fresh, dir) // fails on a folder that has come since, for it is not empty
		}
	}
	if err != nil {
		err = errors.Join(err, os.RemoveAll(fresh))
		for _, made := range above {
			_ = os.Remove(made) // stays when others have put something there meanwhile
		}
		return err
	}
	_ = flush(filepath.Dir(dir), os.O_RDONLY)
	return nil
}

// WriteTable writes one file under a temporary name and moves it into place, over an
// earlier one.
func WriteTable(name string, write func(io.Writer) error) error {
	fresh := beside(name, "new")
	err := writeFile(fresh, write)
	if err == nil {
		err = flush(fresh, os.O_RDWR)
	}
	if err == nil {
		err = os.Rename(fresh, name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(fresh))
	}
	return nil
}

// survey resolves dir and judges what is there.
func survey(dir string) (target string, err error) {
	refuse := func(format string, args ...any) (string, error) {
		return "", &fault.Error{Faults: []fault.Fault{{File: dir, Expected: fmt.Sprintf(format, args...)}}}
	}
	if dir == "" {
		return refuse("--out names no folder: expected one that is new or holds an earlier result")
	}
	if target, err = filepath.Abs(dir); err != nil {
		return "", err
	}
	info, err := os.Stat(target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Lstat(target); err == nil {
			return refuse("a link to nothing: expected a folder that is new or holds an earlier result")
		}
		return target, nil
	case err != nil:
		return refuse("cannot be used as a folder: %v", errors.Unwrap(err))
	case !info.IsDir():
		return refuse("a file: expected a folder that is new or holds an earlier result")
	}
	if target, err = filepath.EvalSymlinks(target); err != nil {
		return "", err
	}
	if here, err := os.Stat("."); err == nil && os.SameFile(info, here) || filepath.Dir(target) == target {
		return refuse("the folder you are in, or the root: expected a folder of its own for the results, such as %s", filepath.Join(dir, "out"))
	}
	entries, err := os.ReadDir(target)
	if err != nil {
		return "", err
	}
	if len(entries) > 0 && !isResult(filepath.Join(target, marker)) {
		return refuse("holds files but no %s of an earlier result: expected a folder that is new, empty or holds an earlier result", marker)
	}
	for _, e := range entries {
		if !ours(target, e) {
			return refuse("holds %s, which is not of an earlier result and would be lost: move it, or choose another folder", e.Name())
		}
	}
	return target, nil
}

// isResult says whether a file begins as a document of ours: {"version":1,"kind":"...".
func isResult(name string) bool {
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	d := json.NewDecoder(io.LimitReader(f, 4096))
	var head [5]json.Token
	for i := range head {
		if head[i], err = d.Token(); err != nil {
			return false
		}
	}
	_, versioned := head[2].(float64)
	_, kind := head[4].(string)
	return head[0] == json.Delim('{') && head[1] == "version" && versioned && head[3] == "kind" && kind
}

// ours says whether an entry is one that results have: tables, documents, workbooks,
// pages and pictures by the names they bear, and the calendars.
func ours(dir string, e fs.DirEntry) bool {
	if e.IsDir() {
		exts, known := inner[e.Name()]
		entries, err := os.ReadDir(filepath.Join(dir, e.Name()))
		foreign := func(e fs.DirEntry) bool { return !e.Type().IsRegular() || !slices.Contains(exts, path.Ext(e.Name())) }
		return err == nil && known && !slices.ContainsFunc(entries, foreign)
	}
	stem, _, _ := strings.Cut(e.Name(), ".")
	stems := []string{"forecast", "requirement", "roster", "coverage", "service", "findings", "plan", "backtest", "choice", "cost", "peaks", "scenario", "capacity", "measures", "track", "work"}
	exts := []string{".csv", ".json", ".xlsx", ".html", ".svg", ".png", ".md", ".txt"}
	return e.Type().IsRegular() && slices.Contains(stems, stem) && slices.Contains(exts, path.Ext(e.Name()))
}

// checkName refuses names that would leave the folder, or that meet another on a disk
// that does not tell cases apart.
func checkName(name string, before []File) error {
	folder, base := path.Split(name)
	switch {
	case !fs.ValidPath(name) || strings.ContainsAny(name, "\\:\x00") || strings.HasPrefix(base, "."):
		return fmt.Errorf("result file %q: expected a plain name", name)
	case folder != "" && inner[strings.TrimSuffix(folder, "/")] == nil:
		return fmt.Errorf("result file %q: expected no folder but %s or %s", name, calendars, charts)
	}
	for _, f := range before {
		if strings.EqualFold(f.Name, name) {
			return fmt.Errorf("result file %q is there twice", name)
		}
	}
	return nil
}

// makeAbove makes the folders that lead to a new one, deepest first in the answer.
func makeAbove(dir string) (made []string, err error) {
	var missing []string
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		missing = append(missing, d)
	}
	for _, d := range slices.Backward(missing) {
		if err := os.Mkdir(d, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
			for _, m := range made {
				_ = os.Remove(m)
			}
			return nil, err
		}
		made = slices.Insert(made, 0, d)
	}
	return made, nil
}

// beside is a name next to target that nobody has.
func beside(target, what string) string {
	return filepath.Join(filepath.Dir(target), "."+filepath.Base(target)+"."+what+"-"+rand.Text()[:10])
}

// fill writes the files into a new folder and then flushes them to the disk: all at the
// end, since the disk takes many files together faster than one by one.
func fill(dir string, files []File) error {
	if err := os.Mkdir(dir, 0o777); err != nil {
		return err
	}
	folders := []string{dir}
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if folder := filepath.Dir(name); !slices.Contains(folders, folder) {
			if err := os.Mkdir(folder, 0o777); err != nil {
				return err
			}
			folders = append(folders, folder)
		}
		if err := writeFile(name, f.Write); err != nil {
			return fmt.Errorf("writing %s: %w", f.Name, err)
		}
	}
	for _, f := range files {
		if err := flush(filepath.Join(dir, filepath.FromSlash(f.Name)), os.O_RDWR); err != nil {
			return err
		}
	}
	for _, folder := range slices.Backward(folders) {
		_ = flush(folder, os.O_RDONLY) // not every file system can; that is no fault
	}
	return nil
}

func writeFile(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	buffered := bufio.NewWriterSize(f, 1<<16)
	err = write(buffered)
	if err == nil {
		err = buffered.Flush()
	}
	return errors.Join(err, f.Close())
}

// flush makes a file's content or a folder's entries last.
func flush(name string, mode int) error {
	f, err := os.OpenFile(name, mode, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// swap puts the fresh folder in the target's place.
func swap(fresh, target string) error {
	old := beside(target, "old")
	err := os.Rename(target, old)
	if errors.Is(err, fs.ErrNotExist) {
		old, err = "", nil
	}
	if err != nil {
		return err
	}
	if err := os.Rename(fresh, target); err != nil {
		if old != "" {
			err = errors.Join(err, os.Rename(old, target))
		}
		return err
	}
	_ = flush(filepath.Dir(target), os.O_RDONLY) // the results stand; only a crash now could tell
	if old == "" {
		return nil
	}
	return os.RemoveAll(old)
}
