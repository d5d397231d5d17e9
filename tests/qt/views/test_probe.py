from PySide6.QtWidgets import QApplication
def test_a(window, hands, stand_on, sample_desk, qtbot):
    reader=sample_desk.register.reader
    def w(): 
        f=QApplication.focusWidget(); return f.objectName() if f else None
    print(w())
    a=window.actions_by_name
    print('undo', a['undo'].isEnabled(), a['undo'].text())
    hands.press("Ctrl+F"); hands.write("tractor"); 
    hands.press("Return"); print(w()); hands.settle(window); print(window.list.current.ref)
    hands.press("Ctrl+Shift+N"); print(w()); hands.write("Wrote to Minsk"); hands.press("Ctrl+Return"); print('after note', w(), a['undo'].text())
    hands.press("Ctrl+M"); print(w()); hands.press("Space"); print('after move', w(), a['undo'].text(), window.list.current.status)
    hands.press("Ctrl+Z"); print(a['undo'].text(), window.list.current.status, w())
    hands.press("Ctrl+Z"); print(a['undo'].text(), a['redo'].text(), a['undo'].isEnabled())
    hands.press("Ctrl+Y"); print(a['undo'].text(), a['redo'].text(), w())
    print(window.list.current.ref)
    hands.press("Ctrl+F","Esc"); hands.settle(window); print(window.list.current.ref, w())
    hands.press("Ctrl+1"); hands.settle(window); print([window.list.model.row_at(i).ref for i in range(window.list.model.rowCount())])
    hands.press("Ctrl+E"); qtbot.waitUntil(lambda: QApplication.activeWindow() is not window); print(w(), QApplication.activeModalWidget(), QApplication.focusWidget(), QApplication.focusWidget().text())
    hands.write("/tmp/gt/x.csv"); hands.press("Return"); qtbot.waitUntil(lambda: "Export" in window.strip.said); print(window.strip.said)
